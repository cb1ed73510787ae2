import { VnetosError } from "../vnetos-error.ts";
import { collect } from "./all-gather.ts";
import { collective } from "./collective.ts";
import { type Communicator, makeChild } from "./communicator.ts";
import { world } from "./everyone.ts";

/** From which communicator another one is made. */
export interface MakingOptions {
  /** All its ranks make the call. Default `world`. */
  readonly on?: Communicator | undefined;
}

/**
 * Makes one communicator for each colour: of the ranks that give the same one. All ranks of `on` call it.
 *
 * @param color A whole number; undefined: this rank joins none, and the answer has no ranks.
 * @param key Ranks are numbered in its order, those of equal keys as in `on`. Default 0.
 *
 * ```ts
 * const row = split(Math.floor(rank / columns)); // ranks of my row
 * const total = allReduce(mine, sum, { on: row });
 * ```
 */
export function split(
  color: number | undefined,
  key = 0,
  options: MakingOptions = {},
): Communicator {
  checkNumber("split(color)", color ?? 0);
  checkNumber("split(key)", key);
  const { on = world } = options;
  const wish = color === undefined ? [] : [color, key];
  const wishes = collective("split", { on }, (call) => collect(call, wish, "doubling"));
  const chosen: { readonly place: number; readonly key: number }[] = [];
  for (let place = 0; place < wishes.length; place++) {
    const [other, itsKey] = wishes[place] as number[];
    if (color === undefined || other !== color) continue;
    chosen.push({ place, key: itsKey as number });
  }
  chosen.sort((a, b) => a.key - b.key || a.place - b.place);
  return makeChild(
    on,
    chosen.map(({ place }) => on.ranks[place] as number),
  );
}

function checkNumber(call: string, value: number): void {
  if (typeof value === "number" && value % 1 === 0) return;
  throw new VnetosError("bad-request", `${call}: ${value} is no whole number`);
}
