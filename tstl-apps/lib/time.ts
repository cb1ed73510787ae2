import { checkMs } from "./check-arguments.ts";
import { hooks } from "./kernel/hooks.ts";

/**
 * Milliseconds since some moment before the program's start, with fractions; never goes back. Nodes count from
 * different moments: compare times of one node only.
 *
 * ```ts
 * const start = now();
 * barrier();
 * console.log(`${now() - start} ms`);
 * ```
 */
export function now(): number {
  return __vnetos.now();
}

/**
 * Rests for `ms` milliseconds, 0 or more; the node's other programs go on, and this one's other activities.
 *
 * @throws VnetosError `bad-request` for a negative time.
 */
export function sleep(ms: number): void {
  checkMs("sleep(ms)", ms === Infinity ? Number.NaN : ms);
  if (hooks.wait === undefined) __vnetos.sleep(ms);
  else hooks.wait(nothing, [], __vnetos.now() + ms, []);
}

function nothing(): undefined {
  return undefined;
}
