import { VnetosError } from "../vnetos-error.ts";
import { rank, size } from "../world.ts";
import { checkRoot, collective, put, take } from "./collective.ts";

/**
 * Deals the root's values out, one to each rank. All ranks call it; only the root's `values` count.
 *
 * @param values On the root exactly `size` values, by rank; elsewhere anything, for example `[]`.
 * @param root The rank that deals. Default 0.
 * @returns This rank's value.
 * @throws VnetosError `bad-request` for a wrong argument; whatever ends the call on another rank.
 *
 * ```ts
 * const mine = scatter(rank === 0 ? split(readInput(), size) : []);
 * ```
 */
export function scatter<T>(values: readonly T[], root = 0): T {
  checkRoot("scatter", root);
  return collective("scatter", () => {
    if (rank !== root) return take<T>(root);
    checkCount(values.length);
    for (let to = 0; to < size; to++) if (to !== rank) put(to, values[to]);
    return values[rank] as T;
  });
}

function checkCount(count: number): void {
  if (count === size) return;
  throw new VnetosError("bad-request", `scatter(values): ${count} values for ${size} ranks`);
}
