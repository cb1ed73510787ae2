import {
  type DecodedFrame,
  encodeFrame,
  FrameReader,
  type LinkFrame,
  type LinkStats,
  MAX_WIRE_BYTES,
} from "#protocol";
import type { Wire } from "../host.ts";

/** Bytes given to a wire and not gone: few, so that control frames and repeats never wait long behind them. */
const OUTSTANDING_BYTES = 512;
const CONTROL_FRAMES = 256;
const FORWARD_FRAMES = 256;

export interface LineEvents {
  onFrame(line: Line, decoded: DecodedFrame): void;
  /** Brackets what one piece of input or one drain brings. */
  batch(work: () => void): void;
  onState(line: Line): void;
}

/** One serial link: finds the frames that come in, holds those that go out, counts both. */
export class Line {
  readonly link: number;
  /** Label under which frames reach this link; 0 until the first frame shows it. */
  ownLabel = 0;
  readonly #wire: Wire;
  readonly #control: Uint8Array[] = [];
  readonly #forward: Uint8Array[] = [];
  #queuedBytes = 0;
  #forwardTurn = false;
  #lastDataBytes = 0;
  readonly #count = {
    framesOut: 0,
    framesIn: 0,
    bytesOut: 0,
    bytesIn: 0,
    retries: 0,
    badFrames: 0,
    forwarded: 0,
    dropped: 0,
  };

  constructor(link: number, wire: Wire, events: LineEvents) {
    this.link = link;
    this.#wire = wire;
    const reader = new FrameReader({
      onFrame: (decoded) => this.#arrived(decoded, events),
      onFault: () => {
        this.#count.badFrames += 1;
      },
    });
    wire.listen({
      onBytes: (bytes) => {
        this.#count.bytesIn += bytes.length;
        events.batch(() => reader.push(bytes));
      },
      onDrain: () => events.batch(() => {}),
      onState: (up) => {
        if (!up) this.clear();
        events.onState(this);
      },
    });
  }

  get up(): boolean {
    return this.#wire.up;
  }

  /** Bytes that are ahead of a frame handed in now. */
  get load(): number {
    return this.#wire.backlog + this.#queuedBytes;
  }

  /** Acknowledgements, handshakes, probes: they go before all else. */
  control(frame: LinkFrame, label: number): void {
    this.#enqueue(this.#control, CONTROL_FRAMES, encodeFrame(frame, label));
  }

  /** The line was unplugged: what waits would be old when it is back. */
  clear(): void {
    this.#count.dropped += this.#control.length + this.#forward.length;
    this.#control.length = 0;
    this.#forward.length = 0;
    this.#queuedBytes = 0;
  }

  /** A frame of another node, as it goes on. */
  forward(bytes: Uint8Array): void {
    if (this.#enqueue(this.#forward, FORWARD_FRAMES, bytes)) this.#count.forwarded += 1;
  }

  drop(): void {
    this.#count.dropped += 1;
  }

  countRetry(): void {
    this.#count.retries += 1;
  }

  /** Fills the wire from control frames, then forwarded ones and `data` in turn. */
  pump(data: () => Uint8Array | undefined): void {
    // A wire that takes bytes at once has room again and tells nobody.
    while (this.up && this.#pumpOnce(data));
  }

  stats(): LinkStats {
    return { up: this.up, ...this.#count, backlog: this.load };
  }

  #pumpOnce(data: () => Uint8Array | undefined): boolean {
    const batch: Uint8Array[] = [];
    let bytes = 0;
    while (this.#wire.backlog + bytes + MAX_WIRE_BYTES <= OUTSTANDING_BYTES) {
      // Of data, one frame behind the one that is on its way keeps the line busy: more would only be old when repeated.
      const mayData = this.#wire.backlog + bytes <= this.#lastDataBytes;
      const next = this.#next(mayData ? data : NOTHING);
      if (next === undefined) break;
      batch.push(next);
      bytes += next.length;
    }
    if (batch.length > 0) this.#send(batch, bytes);
    return batch.length > 0;
  }

  #next(data: () => Uint8Array | undefined): Uint8Array | undefined {
    const control = this.#dequeue(this.#control);
    if (control !== undefined) return control;
    this.#forwardTurn = !this.#forwardTurn;
    const first = this.#forwardTurn ? this.#dequeue(this.#forward) : undefined;
    return first ?? this.#takeData(data) ?? this.#dequeue(this.#forward);
  }

  #takeData(data: () => Uint8Array | undefined): Uint8Array | undefined {
    const bytes = data();
    if (bytes !== undefined) this.#lastDataBytes = bytes.length;
    return bytes;
  }

  #enqueue(queue: Uint8Array[], limit: number, bytes: Uint8Array): boolean {
    if (queue.length >= limit) {
      this.#count.dropped += 1;
      return false;
    }
    queue.push(bytes);
    this.#queuedBytes += bytes.length;
    return true;
  }

  #dequeue(queue: Uint8Array[]): Uint8Array | undefined {
    const bytes = queue.shift();
    this.#queuedBytes -= bytes?.length ?? 0;
    return bytes;
  }

  #send(batch: Uint8Array[], bytes: number): void {
    this.#count.framesOut += batch.length;
    this.#count.bytesOut += bytes;
    this.#wire.send(batch.length === 1 ? (batch[0] as Uint8Array) : concatenate(batch, bytes));
  }

  #arrived(decoded: DecodedFrame, events: LineEvents): void {
    this.#count.framesIn += 1;
    this.ownLabel = decoded.label;
    events.onFrame(this, decoded);
  }
}

const NOTHING = () => undefined;

function concatenate(pieces: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
