import type { Action, Dispatch } from "./action.ts";
import { INITIAL_STATE, type State } from "./state.ts";

export type Listener = (state: State, previous: State) => void;

/** Holds the one state. Listeners hear at most once a `schedule`, whatever was dispatched in between. */
export class Store {
  #state: State;
  #told: State;
  #scheduled = false;
  readonly #listeners = new Set<Listener>();
  readonly #reduce: (state: State, action: Action) => State;
  readonly #schedule: (tell: () => void) => void;

  /** `schedule` runs its callback soon, once: an animation frame in the page. */
  constructor(
    reduce: (state: State, action: Action) => State,
    schedule: (tell: () => void) => void,
    initial: State = INITIAL_STATE,
  ) {
    this.#reduce = reduce;
    this.#schedule = schedule;
    this.#state = initial;
    this.#told = initial;
  }

  get state(): State {
    return this.#state;
  }

  readonly dispatch: Dispatch = (action) => {
    this.#state = this.#reduce(this.#state, action);
    if (this.#scheduled || this.#state === this.#told) return;
    this.#scheduled = true;
    this.#schedule(() => this.#tell());
  };

  /** Answer: stop listening. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    this.#scheduled = false;
    const previous = this.#told;
    this.#told = this.#state;
    for (const listener of this.#listeners) listener(this.#state, previous);
  }
}
