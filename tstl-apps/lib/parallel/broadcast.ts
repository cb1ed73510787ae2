import { decode, encode } from "../json.ts";
import { rank, size } from "../world.ts";
import { checkRoot, collective, putText, takeText } from "./collective.ts";

/**
 * Gives every rank the root's value. All ranks call it; only the root's `value` counts.
 *
 * Goes down a binomial tree: log2(size) steps, and no rank sends more than that many times.
 *
 * @param value Anything that JSON can carry.
 * @param root The rank whose value it is. Default 0.
 * @returns The root's value, on every rank.
 * @throws VnetosError `bad-request` for a wrong argument; whatever ends the call on another rank.
 *
 * ```ts
 * const text = broadcast(rank === 0 ? readInput() : "");
 * ```
 */
export function broadcast<T>(value: T, root = 0): T {
  checkRoot("broadcast", root);
  return collective("broadcast", () => {
    // Ranks counted from the root: a rank's parent is the rank without its lowest bit.
    const place = (rank - root + size) % size;
    let bit = 1;
    while (bit < size && place % (2 * bit) === 0) bit *= 2;
    if (place === 0 && size === 1) return value;
    const json =
      place === 0 ? encode("broadcast(value)", value) : takeText((place - bit + root) % size);
    for (let step = bit / 2; step >= 1; step /= 2) {
      if (place + step < size) putText((place + step + root) % size, json);
    }
    return place === 0 ? value : decode<T>(json);
  });
}
