import { checkMs } from "../check-arguments.ts";
import type { ReadEnd } from "./channel.ts";

/** What a `select` may choose; `R` is what its action gives. Made by `onRead`, `after`, `otherwise`. */
export type Guard<R> = ReadGuard<R> | AfterGuard<R> | OtherwiseGuard<R>;

export interface ReadGuard<R> {
  readonly kind: "read";
  readonly end: ReadEnd<unknown>;
  readonly action: (value: unknown) => R;
}
export interface AfterGuard<R> {
  readonly kind: "after";
  readonly ms: number;
  readonly action: () => R;
}
export interface OtherwiseGuard<R> {
  readonly kind: "otherwise";
  readonly action: () => R;
}

/** Chosen when the channel has a value: it is read and given to `action`. */
export function onRead<T, R>(end: ReadEnd<T>, action: (value: T) => R): Guard<R> {
  return { kind: "read", end, action: action as (value: unknown) => R };
}

/**
 * Chosen when nothing else was within `ms` milliseconds.
 *
 * @throws VnetosError `bad-request` for a negative time.
 */
export function after<R>(ms: number, action: () => R): Guard<R> {
  checkMs("after(ms)", ms);
  return { kind: "after", ms, action };
}

/** Chosen when no channel has a value now. */
export function otherwise<R>(action: () => R): Guard<R> {
  return { kind: "otherwise", action };
}
