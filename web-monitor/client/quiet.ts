import type { Store } from "../state/store.ts";
import type { Clock } from "./clock.ts";

/** Samples come a few times a second while something moves; after this long without one nothing does. */
export const QUIET_AFTER_MS = 1_200;

/** Lets the rates fall to nothing when samples stop. Answer: stop watching. */
export function watchQuiet(store: Store, clock: Clock): () => void {
  let cancel = () => {};
  return store.subscribe((state, previous) => {
    if (state.sampledAt === previous.sampledAt) return;
    cancel();
    cancel = clock.after(QUIET_AFTER_MS, () => store.dispatch({ type: "quiet" }));
  });
}
