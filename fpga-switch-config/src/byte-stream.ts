/** A two-way stream of bytes: a serial port, a socket, or a fake. */
export interface ByteStream {
  write(bytes: Uint8Array): void;
  /** Sets who gets what arrives. */
  onBytes(listener: (bytes: Uint8Array) => void): void;
  close(): void;
}
