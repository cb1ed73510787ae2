import { VnetosError } from "#protocol";
import { Counter, formOf } from "./counter.ts";
import { type CounterRequest, checkRequest } from "./counter-request.ts";
import { CounterUser } from "./counter-user.ts";
import { RunGroup } from "./run-group.ts";

/** Counters that a board has room for. */
const COUNTERS = 256;

interface Entry {
  readonly counter: Counter;
  openings: number;
}

/** The counters of a board, by name. One is there for as long as somebody has it open. */
export class CounterTable {
  readonly #entries = new Map<string, Entry>();
  readonly #groups = new Map<string, RunGroup>();
  #loners = 0;

  get size(): number {
    return this.#entries.size;
  }

  /** A worker, before it starts. `run`: those of one run share counters; undefined: it runs alone. */
  join(label: string, run: string | undefined): CounterUser {
    const own = run === undefined ? `alone ${++this.#loners}` : `run ${run}`;
    const group = this.#groups.get(own) ?? new RunGroup();
    this.#groups.set(own, group);
    const forget = () => {
      if (group.isEmpty) this.#groups.delete(own);
    };
    return new CounterUser({ table: this, label, own, group, forget });
  }

  /**
   * @param key Its name and whose it is.
   * @throws VnetosError `bad-request`, `conflict` (open as something else), `limit-reached`
   */
  open(key: string, request: CounterRequest): Counter {
    checkRequest(request);
    const { name, kind, initial, most } = request;
    const entry = this.#entries.get(key);
    if (!entry) return this.#make(key, new Counter(name, kind, initial, most));
    const form = formOf(kind, initial, most);
    if (entry.counter.form !== form)
      throw new VnetosError(
        "conflict",
        `"${name}" is open as ${entry.counter.form}, not as ${form}`,
      );
    entry.openings++;
    return entry.counter;
  }

  close(key: string): void {
    const entry = this.#entries.get(key);
    if (entry && --entry.openings === 0) this.#entries.delete(key);
  }

  #make(key: string, counter: Counter): Counter {
    if (this.#entries.size >= COUNTERS)
      throw new VnetosError("limit-reached", `all ${COUNTERS} counters of this board are in use`);
    this.#entries.set(key, { counter, openings: 1 });
    return counter;
  }
}
