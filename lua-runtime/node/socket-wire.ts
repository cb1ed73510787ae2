import { connect, type Socket } from "node:net";
import type { Wire, WireListener } from "#board";

/** How long a board waits before it tries an unplugged line again. */
const RECONNECT_MS = 100;

/** A serial line as a stream socket to the switch process; it reconnects for as long as it lives. */
export class SocketWire implements Wire {
  readonly #path: string;
  #listener: WireListener | undefined;
  #socket: Socket | undefined;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #up = false;
  #closed = false;

  constructor(path: string) {
    this.#path = path;
  }

  listen(listener: WireListener): void {
    this.#listener = listener;
    this.#connect();
  }

  send(bytes: Uint8Array): void {
    if (this.#up) this.#socket?.write(bytes);
  }

  get backlog(): number {
    return this.#up ? (this.#socket?.writableLength ?? 0) : 0;
  }

  get up(): boolean {
    return this.#up;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#socket?.destroy();
  }

  #connect(): void {
    if (this.#closed) return;
    const socket = connect(this.#path);
    this.#socket = socket;
    socket.on("connect", () => this.#setUp(true));
    socket.on("data", (bytes) => this.#listener?.onBytes(bytes));
    socket.on("drain", () => this.#listener?.onDrain());
    // The reason of a failure does not matter: "close" follows, and the line is tried again.
    socket.on("error", () => {});
    socket.on("close", () => {
      this.#setUp(false);
      if (!this.#closed) this.#retry = setTimeout(() => this.#connect(), RECONNECT_MS);
    });
  }

  #setUp(up: boolean): void {
    if (this.#up === up) return;
    this.#up = up;
    this.#listener?.onState(up);
  }
}
