import type { WireError } from "#protocol";
import type { Line } from "./line.ts";
import { LossEstimate } from "./loss-estimate.ts";
import type { Path } from "./path.ts";

/** A connection, as far as its peer's life and death matter to it. */
export interface PeerConnection {
  readonly peer: Peer;
  readonly channel: number;
  readonly state: "opening" | "open" | "closed" | "gone";
  /** True: the far end was given up, and is looked for slowly. */
  readonly isBroken: boolean;
  /** Since when it waits to be heard, ms: it was made, or broke. */
  readonly since: number;
  /** Since when a message waits for the far end to be there, ms. */
  readonly waitsSince: number;
  /** True: the peer has said that it has no such connection. */
  readonly isDenied: boolean;
  /** KEEPALIVE of an open connection. */
  keepAlive(): void;
  /** Is there anybody? Answered by ACCEPT or RESET. */
  askAlive(): void;
  /** The peer has been heard again. */
  retry(): void;
  /** This node's or the peer's address is another now. */
  moved(): void;
  /** The far end is given up: what waits, and what is sent from now on, fails. It is still looked for. */
  break(error: WireError): void;
  /** The messages that wait fail; the handshake goes on. */
  failWaiting(error: WireError): void;
}

/** Another board, as this one knows it: its ways, and when it was last heard. */
export class Peer {
  readonly name: string;
  address: number;
  paths: readonly Path[] = [];
  readonly connections = new Set<PeerConnection>();
  /** When a frame that it made last came in, ms. */
  heardAt = Number.NEGATIVE_INFINITY;
  /** When a frame was last made for it, ms. */
  spokenAt = Number.NEGATIVE_INFINITY;
  /** When data for it was last sent, ms. */
  usedAt = Number.NEGATIVE_INFINITY;
  isLost = false;
  /** True: it is not in the network any more, and waits for its return. */
  isStranded = false;
  #lastQuickest = 0;
  readonly #losses = new WeakMap<Path, LossEstimate>();
  readonly #turns = new Map<Line, number>();

  constructor(name: string, address: number) {
    this.name = name;
    this.address = address;
  }

  /** The way over this line; undefined: none, or the other line has a better one. */
  pathOver(line: Line): Path | undefined {
    const all = this.#working();
    const own = all.filter((path) => path.line === line);
    if (own.length === 0) return undefined;
    // Even links take even places and odd links odd ones: two boards' two links then pair off.
    const turn = this.#turns.get(line) ?? line.link;
    this.#turns.set(line, (turn + 2) % (2 * own.length));
    return own[turn % own.length];
  }

  /** What is lost on the whole way to this peer when it begins with that path. */
  lossOver(path: Path): LossEstimate {
    const loss = this.#losses.get(path) ?? new LossEstimate();
    this.#losses.set(path, loss);
    return loss;
  }

  /** A path whose line would have a frame out first; lines that are equal take turns. */
  quickest(): Path | undefined {
    this.#lastQuickest += 1;
    let best: Line | undefined;
    const paths = this.#working();
    for (let i = 0; i < paths.length; i++) {
      const line = paths[(i + this.#lastQuickest) % paths.length]?.line;
      if (best === undefined || (line !== undefined && line.load < best.load)) best = line;
    }
    return best && this.pathOver(best);
  }

  /** True: there is a way that does not use this line. */
  hasOtherThan(line: Line): boolean {
    return this.#working().some((path) => path.line !== line);
  }

  /** Paths that are not down; if all are, all whose line is plugged in. */
  #working(): readonly Path[] {
    const good = this.paths.filter((path) => !path.isDown);
    return good.length > 0 ? good : this.paths.filter((path) => path.line.up);
  }
}
