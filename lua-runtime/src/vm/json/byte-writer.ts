/** Bytes that grow at the end. `grow` is asked before each time that more room is taken. */
export class ByteWriter {
  private bytes = new Uint8Array(256);
  private length = 0;
  private readonly grow: (bytes: number) => void;

  constructor(grow: (bytes: number) => void) {
    this.grow = grow;
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = value;
  }

  /** Text of ASCII characters only. */
  ascii(text: string): void {
    this.reserve(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i);
  }

  append(part: Uint8Array): void {
    this.reserve(part.length);
    this.bytes.set(part, this.length);
    this.length += part.length;
  }

  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private reserve(count: number): void {
    const needed = this.length + count;
    if (needed <= this.bytes.length) return;
    const size = Math.max(needed, this.bytes.length * 2);
    this.grow(needed);
    const larger = new Uint8Array(size);
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}
