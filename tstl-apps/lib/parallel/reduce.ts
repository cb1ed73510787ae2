import { rank, size } from "../world.ts";
import { checkRoot, collective, put, take } from "./collective.ts";

/**
 * Joins the values of all ranks to one, two by two, and gives it to the root. All ranks call it.
 *
 * The order depends on the size alone, not on time or root: rank 0 op rank 1, rank 2 op rank 3, then those two, and
 * so on, always the lower ranks on the left. So `op` must be associative but needs not be commutative, and a sum of
 * fractions has the same digits in every run. log2(size) steps.
 *
 * @param value Anything that JSON can carry.
 * @param op Joins two values, for example `sum`. It may change and return its left one.
 * @param root The rank that gets the result. Default 0.
 * @returns The result on the root, undefined on every other rank.
 * @throws VnetosError `bad-request` for a wrong argument; whatever ends the call on another rank.
 *
 * ```ts
 * const total = reduce(hits, sum);
 * if (total !== undefined) console.log(total);
 * ```
 */
export function reduce<T>(value: T, op: (left: T, right: T) => T, root = 0): T | undefined {
  checkRoot("reduce", root);
  return collective("reduce", () => {
    const joined = joinSubtree(value, op);
    if (root === 0) return rank === 0 ? joined : undefined;
    if (rank === 0) put(root, joined);
    return rank === root ? take<T>(0) : undefined;
  });
}

function joinSubtree<T>(value: T, op: (left: T, right: T) => T): T {
  let joined = value;
  for (let bit = 1; bit < size; bit *= 2) {
    if (rank % (2 * bit) !== 0) {
      put(rank - bit, joined);
      break;
    }
    if (rank + bit < size) joined = op(joined, take<T>(rank + bit));
  }
  return joined;
}
