import { rank, size } from "../world.ts";
import { checkRoot, collective, put, take } from "./collective.ts";

/**
 * Brings one value of every rank to the root. All ranks call it.
 *
 * @param value Anything that JSON can carry, but not undefined.
 * @param root The rank that gets them. Default 0.
 * @returns On the root the values by rank, undefined on every other rank.
 * @throws VnetosError `bad-request` for a wrong argument; whatever ends the call on another rank.
 *
 * ```ts
 * const names = gather(node);
 * if (names !== undefined) console.log(names.join(", "));
 * ```
 */
export function gather<T>(value: T, root = 0): T[] | undefined {
  checkRoot("gather", root);
  return collective("gather", () => {
    if (rank !== root) {
      put(root, value);
      return undefined;
    }
    const values: T[] = [];
    for (let from = 0; from < size; from++) values.push(from === rank ? value : take<T>(from));
    return values;
  });
}
