import { textOf } from "../vm/text.ts";

/** Where a worker's output goes: the node's event log. `write` and `file` always take it; false: now it is full. */
export interface OutputSink {
  write(stream: "out" | "err", text: string): boolean;
  file(name: string, base64: string, last: boolean): boolean;
  /** Calls back once when there is room again. */
  onRoom(callback: () => void): void;
}

/** Longest text of one event, bytes. */
const CHUNK_BYTES = 8_192;

type Item =
  | { readonly kind: "text"; readonly stream: "out" | "err"; parts: Uint8Array[]; bytes: number }
  | {
      readonly kind: "file";
      readonly name: string;
      readonly base64: string;
      readonly last: boolean;
    };

/** What a worker has written and the sink has not taken yet. Lines of one slice travel together. */
export class OutputQueue {
  private readonly sink: OutputSink;
  private readonly onDrained: () => void;
  private readonly items: Item[] = [];
  private full = false;
  private closed = false;

  /** `onDrained`: the sink had been full, and now everything is written. */
  constructor(sink: OutputSink, onDrained: () => void) {
    this.sink = sink;
    this.onDrained = onDrained;
  }

  /** True: the worker should not run on before `onDrained`. */
  get isFull(): boolean {
    return this.full;
  }

  write(stream: "out" | "err", text: Uint8Array): void {
    for (let at = 0; at < text.length; ) {
      const end = chunkEnd(text, at);
      this.append(stream, text.subarray(at, end));
      at = end;
    }
  }

  file(name: string, base64: string, last: boolean): void {
    this.items.push({ kind: "file", name, base64, last });
  }

  /** Hands on what the sink has room for. */
  flush(): void {
    while (!this.full && this.items.length > 0) {
      if (!this.emit(this.items.shift() as Item)) this.waitForRoom();
    }
  }

  /** Hands on everything, room or not. Nothing may be written later. */
  close(): void {
    this.closed = true;
    for (const item of this.items.splice(0)) this.emit(item);
  }

  private append(stream: "out" | "err", text: Uint8Array): void {
    const last = this.items.at(-1);
    const fits = last?.kind === "text" && last.stream === stream;
    if (fits && last.bytes + text.length <= CHUNK_BYTES) {
      last.parts.push(text);
      last.bytes += text.length;
    } else this.items.push({ kind: "text", stream, parts: [text], bytes: text.length });
  }

  private emit(item: Item): boolean {
    if (item.kind === "file") return this.sink.file(item.name, item.base64, item.last);
    return this.sink.write(item.stream, textOf(joined(item.parts, item.bytes)));
  }

  private waitForRoom(): void {
    this.full = true;
    this.sink.onRoom(() => {
      this.full = false;
      if (this.closed) return;
      this.flush();
      if (!this.full) this.onDrained();
    });
  }
}

/** Not within a character of UTF-8. */
function chunkEnd(text: Uint8Array, at: number): number {
  let end = Math.min(text.length, at + CHUNK_BYTES);
  if (end === text.length) return end;
  for (let back = 0; back < 3 && ((text[end] as number) & 0xc0) === 0x80; back++) end--;
  return end;
}

function joined(parts: readonly Uint8Array[], bytes: number): Uint8Array {
  const text = new Uint8Array(bytes);
  let at = 0;
  for (const part of parts) {
    text.set(part, at);
    at += part.length;
  }
  return text;
}
