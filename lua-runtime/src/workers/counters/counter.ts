/** hold: given back when its worker ends. spend: gone. see: nothing is taken. */
export type TakeKind = "hold" | "spend" | "see";

/** A worker, as counters know it. */
export interface Holder {
  /** As messages name it: `rank 2 (b0/5)`. */
  readonly label: string;
}

/** What a take has brought. */
export interface Taken {
  /** The value after it. */
  readonly left: number;
  /** Who has ended holding what is taken here; undefined: it was given back in order. */
  readonly abandonedBy: string | undefined;
}

/** One who waits. */
export interface Request {
  readonly holder: Holder;
  readonly kind: TakeKind;
  readonly units: number;
  /** Called once, when it has been served. */
  readonly served: (taken: Taken) => void;
}

/**
 * A number from 0 to `most` that the workers of a board share: they take from it, waiting in the order in which they
 * have come, and give to it.
 */
export class Counter {
  /** As messages name it: `lock "log"`. */
  readonly title: string;
  /** What all who open it have to agree on: `lock (1 of 1)`. */
  readonly form: string;
  readonly most: number;
  readonly #held = new Map<Holder, number>();
  readonly #queue: Request[] = [];
  #value: number;
  #abandonedBy: string | undefined;

  constructor(name: string, kind: string, initial: number, most: number) {
    this.title = `${kind} "${name}"`;
    this.form = formOf(kind, initial, most);
    this.#value = initial;
    this.most = most;
  }

  get value(): number {
    return this.#value;
  }

  heldBy(holder: Holder): number {
    return this.#held.get(holder) ?? 0;
  }

  /** For a message: `rank 0 (b0/1) holds it`. */
  state(): string {
    const labels = [...this.#held.keys()].map(({ label }) => label);
    if (labels.length === 0) return `its value is ${this.#value}`;
    return `${labels.join(", ")} ${labels.length === 1 ? "holds" : "hold"} it`;
  }

  /** Undefined: not now, somebody waits already or there are too few. */
  takeNow(holder: Holder, kind: TakeKind, units: number): Taken | undefined {
    if (this.#queue.length > 0 || this.#value < units) return undefined;
    return this.#take(holder, kind, units);
  }

  /** Waits behind those who wait already; the answer gives up waiting. */
  enqueue(request: Request): () => void {
    this.#queue.push(request);
    return () => {
      const at = this.#queue.indexOf(request);
      if (at < 0) return;
      this.#queue.splice(at, 1);
      this.#serve();
    };
  }

  /** The caller has seen to it that they fit. The answer is the value before anyone who waits was served. */
  give(units: number): number {
    this.#value += units;
    const value = this.#value;
    this.#serve();
    return value;
  }

  /** As `give`, of what the holder holds. */
  giveBack(holder: Holder, units: number): number {
    const left = this.heldBy(holder) - units;
    if (left > 0) this.#held.set(holder, left);
    else this.#held.delete(holder);
    return this.give(units);
  }

  /** The holder has ended: what it held goes to the next, who is told. */
  abandon(holder: Holder): void {
    const units = this.heldBy(holder);
    if (units === 0) return;
    this.#abandonedBy = holder.label;
    this.giveBack(holder, units);
  }

  #serve(): void {
    for (let next = this.#queue[0]; next && this.#value >= next.units; next = this.#queue[0]) {
      this.#queue.shift();
      next.served(this.#take(next.holder, next.kind, next.units));
    }
  }

  #take(holder: Holder, kind: TakeKind, units: number): Taken {
    if (kind !== "see") this.#value -= units;
    if (kind !== "hold") return { left: this.#value, abandonedBy: undefined };
    this.#held.set(holder, this.heldBy(holder) + units);
    const abandonedBy = this.#abandonedBy;
    this.#abandonedBy = undefined;
    return { left: this.#value, abandonedBy };
  }
}

export function formOf(kind: string, initial: number, most: number): string {
  return `${kind} (${initial} of ${most})`;
}
