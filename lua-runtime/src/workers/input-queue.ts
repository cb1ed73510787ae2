import type { WireError } from "#protocol";

/** A worker's standard input that it has not read yet, characters. */
const ROOM = 65_536;
/** Parts that may wait for room. */
const WAITING_PARTS = 16;

interface Part {
  readonly text: string;
  readonly end: boolean;
  readonly taken: (error?: WireError) => void;
}

const CLOSED: WireError = { code: "closed", message: "the worker has ended" };

/** What was written to a worker's standard input. Writers wait while it is full. */
export class InputQueue {
  /** Called when there is something to take. Set by the worker. */
  onInput: (() => void) | undefined;

  private readonly parts: string[] = [];
  private readonly waiting: Part[] = [];
  private size = 0;
  private ended = false;
  private closed = false;

  /** `taken` is called once the text is in the queue, or with the reason why it never will be. */
  offer(text: string, end: boolean, taken: (error?: WireError) => void): void {
    const part = { text, end, taken };
    if (this.closed) taken(CLOSED);
    else if (this.ended || this.waiting.some((other) => other.end))
      taken({ code: "conflict", message: "the worker's input has ended already" });
    else if (this.waiting.length === 0 && this.size < ROOM) this.accept(part);
    else if (this.waiting.length < WAITING_PARTS) this.waiting.push(part);
    else taken({ code: "limit-reached", message: `${WAITING_PARTS} parts of input wait already` });
  }

  /** The next part; "end" after the last; undefined when there is none yet. */
  take(): { text: string } | "end" | undefined {
    const text = this.parts.shift();
    if (text === undefined) return this.ended ? "end" : undefined;
    this.size -= text.length;
    while (this.size < ROOM && this.waiting.length > 0) this.accept(this.waiting.shift() as Part);
    return { text };
  }

  /** The worker has ended: what waits is refused, and what comes later. */
  close(): void {
    this.ended = true;
    this.closed = true;
    for (const part of this.waiting.splice(0)) part.taken(CLOSED);
  }

  private accept(part: Part): void {
    if (part.text !== "") {
      this.parts.push(part.text);
      this.size += part.text.length;
    }
    this.ended ||= part.end;
    part.taken();
    this.onInput?.();
  }
}
