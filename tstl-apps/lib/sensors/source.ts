import { checkFinite } from "./check-number.ts";

/**
 * A signal: its value at each moment, ms since the signal's beginning. A pure function: the same moment gives the
 * same value, whoever asks and whenever; so it can be sampled by any clock, again, and on several boards. Any function
 * of yours is one: `(atMs) => atMs / 1000`.
 */
export type Source = (atMs: number) => number;

/** A source, or a number: the source that never changes. */
export type SourceLike = Source | number;

/** As a source. `call` names call and argument: `scale(source)`. */
export function sourceOf(call: string, source: SourceLike): Source {
  if (typeof source !== "number") return source;
  checkFinite(call, source);
  return () => source;
}
