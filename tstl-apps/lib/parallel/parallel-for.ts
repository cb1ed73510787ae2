import { checkWhole } from "../check-arguments.ts";
import { VnetosError } from "../vnetos-error.ts";
import { blockOf } from "./block.ts";
import type { CollectiveOptions } from "./collective.ts";
import { checkMember } from "./communicator.ts";
import { world } from "./everyone.ts";
import { farm } from "./farm.ts";

/**
 * Who does what. `block`: each rank a run of neighbours. `cyclic`: dealt out in turn, for work that grows along the way.
 * `dynamic`: runs of `chunk` numbers to whoever is free, for work that cannot be foreseen; rank 0 deals out.
 */
export type Schedule = "block" | "cyclic" | "dynamic";

/** How `parallelFor` deals out. */
export interface ParallelForOptions extends CollectiveOptions {
  /** Default `block`. */
  readonly schedule?: Schedule | undefined;
  /** Numbers that are dealt out at once with `dynamic`. Default 1. */
  readonly chunk?: number | undefined;
}

/**
 * Runs `body` once for each of the numbers 0..`count` - 1, each on one of the ranks. All ranks call it with the same count.
 * What the body finds stays on its rank: bring it together with `reduce` or `gather`.
 *
 * With `block` and `cyclic` there is no message and nobody waits; with `dynamic` the call ends when all is done.
 *
 * ```ts
 * let hits = 0;
 * parallelFor(64, (block) => { hits += throwDarts(block); });
 * const total = reduce(hits, sum);
 * ```
 */
export function parallelFor(
  count: number,
  body: (index: number) => void,
  options: ParallelForOptions = {},
): void {
  const { on = world, schedule = "block" } = options;
  checkMember("parallelFor", on);
  checkWhole("parallelFor(count)", count);
  const { start, end } = blockOf(count, on.rank, on.size);
  if (schedule === "block") for (let i = start; i < end; i++) body(i);
  else if (schedule === "cyclic") for (let i = on.rank; i < count; i += on.size) body(i);
  else if (schedule === "dynamic") runChunks(count, body, options);
  else {
    const text = `"${schedule}" is none of block, cyclic, dynamic`;
    throw new VnetosError("bad-request", `parallelFor(schedule): ${text}`);
  }
}

function runChunks(
  count: number,
  body: (index: number) => void,
  options: ParallelForOptions,
): void {
  const { on, timeoutMs, chunk = 1 } = options;
  checkWhole("parallelFor(chunk)", chunk, 1);
  const starts: number[] = [];
  for (let start = 0; start < count; start += chunk) starts.push(start);
  const work = (start: number) => {
    for (let i = start; i < start + chunk && i < count; i++) body(i);
    return true;
  };
  farm(starts, work, { on, timeoutMs });
}
