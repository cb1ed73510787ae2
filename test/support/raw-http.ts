import { connect, type Socket } from "node:net";

export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** A connection that is written to byte for byte; answers are read one after the other. */
export class RawHttp {
  readonly closed: Promise<void>;
  readonly #socket: Socket;
  #bytes = Buffer.alloc(0);
  #wake = () => {};
  #isClosed = false;

  constructor(port: number) {
    this.#socket = connect(port, "127.0.0.1");
    this.#socket.on("error", () => {}); // "close" follows.
    this.#socket.on("data", (bytes) => {
      this.#bytes = Buffer.concat([this.#bytes, bytes]);
      this.#wake();
    });
    this.closed = new Promise((resolve) => {
      this.#socket.on("close", () => {
        this.#isClosed = true;
        this.#wake();
        resolve();
      });
    });
  }

  async ask(text: string): Promise<RawAnswer> {
    this.#socket.write(text, "latin1");
    await this.#until(() => this.#bytes.includes("\r\n\r\n"));
    const end = this.#bytes.indexOf("\r\n\r\n");
    const [first = "", ...lines] = this.#bytes.toString("latin1", 0, end).split("\r\n");
    const headers = new Map(lines.map((line) => splitOnce(line.toLowerCase(), ": ")));
    const bodyEnd = end + 4 + Number(headers.get("content-length") ?? 0);
    await this.#until(() => this.#bytes.length >= bodyEnd);
    const body = this.#bytes.subarray(end + 4, bodyEnd);
    this.#bytes = this.#bytes.subarray(bodyEnd);
    return { status: Number(first.split(" ")[1]), headers, body };
  }

  destroy(): void {
    this.#socket.destroy();
  }

  async #until(isThere: () => boolean): Promise<void> {
    while (!isThere()) {
      if (this.#isClosed) throw new Error(`closed after ${this.#bytes.toString("latin1")}`);
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return [text.slice(0, at), text.slice(at + by.length)];
}
