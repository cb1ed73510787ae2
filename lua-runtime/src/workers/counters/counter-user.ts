import { VnetosError } from "#protocol";
import type { Counter, Holder, TakeKind, Taken } from "./counter.ts";
import { type CounterRequest, isUnits } from "./counter-request.ts";
import type { RunGroup } from "./run-group.ts";

/** Counters that one worker may have open. */
const OPEN_EACH = 256;

/** run: for the workers of the same run on this board. board: for every program. */
export type CounterScope = "run" | "board";

export interface CounterUserOptions {
  /** The board's counters. `key`: a counter's name and whose it is. */
  readonly table: {
    open(key: string, request: CounterRequest): Counter;
    close(key: string): void;
  };
  /** As messages name the worker: `rank 2 (b0/5)`. */
  readonly label: string;
  /** Distinguishes its run from every other. */
  readonly own: string;
  readonly group: RunGroup;
  /** Called when it has left. */
  readonly forget: () => void;
}

/** Why nobody can end a wait. */
export interface Vain {
  readonly code: "closed" | "deadlock";
  readonly message: string;
}

export interface CounterWait {
  readonly kind: TakeKind;
  readonly units: number;
  /** It has no limit of time. */
  readonly endless: boolean;
  readonly taken: (taken: Taken) => void;
  /** Called instead of `taken` when nobody is left who could end it. */
  readonly failed: (why: Vain) => void;
}

interface Opened {
  readonly key: string;
  readonly counter: Counter;
  readonly scope: CounterScope;
}

/** One worker's way to the counters of its board. */
export class CounterUser implements Holder {
  readonly label: string;
  readonly #options: CounterUserOptions;
  readonly #opened = new Map<number, Opened>();
  #last = 0;
  #giveUp = () => {};

  constructor(options: CounterUserOptions) {
    this.label = options.label;
    this.#options = options;
    options.group.join(this);
  }

  /** The counter's number, for this worker. VnetosError `bad-request`, `conflict`, `limit-reached`. */
  open(request: CounterRequest, scope: CounterScope): number {
    if (this.#opened.size >= OPEN_EACH)
      throw new VnetosError("limit-reached", `a worker opens at most ${OPEN_EACH} counters`);
    const key = `${scope === "run" ? this.#options.own : "board"} ${request.name}`;
    const counter = this.#options.table.open(key, request);
    this.#opened.set(++this.#last, { key, counter, scope });
    return this.#last;
  }

  /** VnetosError `not-found`, or `conflict` when the worker still holds some of it. */
  close(number: number): void {
    const { key, counter } = this.#get(number);
    const again = [...this.#opened.values()].filter((opened) => opened.counter === counter);
    if (again.length === 1 && counter.heldBy(this) > 0)
      throw conflict(counter, this, ": release it first");
    this.#opened.delete(number);
    this.#options.table.close(key);
  }

  /** Undefined: it has to wait. VnetosError `not-found`, `bad-request`, `conflict` (it would wait for itself). */
  takeNow(number: number, kind: TakeKind, units: number): Taken | undefined {
    const { counter } = this.#get(number);
    checkUnits(counter, units);
    if (kind === "hold" && counter.heldBy(this) + units > counter.most)
      throw conflict(counter, this, " and would wait for itself");
    return counter.takeNow(this, kind, units);
  }

  /** Why a wait with no limit must not begin: then every worker of the run on this board would wait. */
  whyVain(number: number): Vain | undefined {
    const { counter, scope } = this.#get(number);
    const why = scope === "run" ? this.#options.group.whyVain() : undefined;
    return why && vain(counter, why.code, why.message);
  }

  /** Waits; the answer gives up. */
  wait(number: number, { kind, units, endless, taken, failed }: CounterWait): () => void {
    const { counter, scope } = this.#get(number);
    const { group } = this.#options;
    const served = (what: Taken) => {
      group.unblock(this);
      taken(what);
    };
    const withdraw = counter.enqueue({ holder: this, kind, units, served });
    const giveUp = () => {
      group.unblock(this);
      withdraw();
    };
    this.#giveUp = giveUp;
    const fail = (code: Vain["code"], message: string) => {
      giveUp();
      failed(vain(counter, code, message));
    };
    if (endless && scope === "run")
      group.block(this, { label: this.label, title: counter.title, fail });
    return giveUp;
  }

  /** The value after it. VnetosError `not-found`, `bad-request`, `conflict` (not held), `limit-reached` (too many). */
  give(number: number, kind: "hold" | "spend", units: number): number {
    const { counter } = this.#get(number);
    checkUnits(counter, units);
    if (kind === "hold") {
      if (counter.heldBy(this) < units) throw conflict(counter, this, `; ${counter.state()}`);
      return counter.giveBack(this, units);
    }
    if (counter.value + units <= counter.most) return counter.give(units);
    const { title, value, most } = counter;
    throw new VnetosError("limit-reached", `${title} has ${value} of at most ${most}: no room`);
  }

  /** How it stands with a counter, for a message. */
  state(number: number): string {
    const { counter } = this.#get(number);
    return `${counter.title}: ${counter.state()}`;
  }

  /** The worker has ended: it waits no longer, and what it holds goes to the next who does. */
  leave(): void {
    this.#giveUp();
    for (const { counter } of this.#opened.values()) counter.abandon(this);
    for (const { key } of this.#opened.values()) this.#options.table.close(key);
    this.#opened.clear();
    this.#options.group.leave(this, this.label);
    this.#options.forget();
  }

  #get(number: number): Opened {
    const opened = this.#opened.get(number);
    if (opened) return opened;
    throw new VnetosError("not-found", `no counter ${number} is open`);
  }
}

function checkUnits({ title, most }: Counter, units: number): void {
  if (isUnits(units) && units <= most) return;
  throw new VnetosError("bad-request", `${title}: ${units} is no whole number 1..${most}`);
}

function conflict(counter: Counter, holder: Holder, more: string): VnetosError {
  const held = counter.heldBy(holder);
  const holds = counter.most === 1 ? "holds it" : `holds ${held} of ${counter.most}`;
  const what = held > 0 ? holds : "does not hold it";
  return new VnetosError("conflict", `${counter.title}: this worker ${what}${more}`);
}

function vain({ title }: Counter, code: Vain["code"], why: string): Vain {
  return { code, message: `${title}: nobody is left who could end this wait: ${why}` };
}
