import { VnetosError } from "../vnetos-error.ts";
import { type Communicator, checkMember, checkRankOf, makeChild } from "./communicator.ts";
import { world } from "./everyone.ts";
import type { MakingOptions } from "./split.ts";

/**
 * Makes a communicator of some ranks, in that order, without a message. All ranks of `on` call it, with the list of the
 * communicator that they join; a rank that is in its list must find the same list on all others that are.
 *
 * @param ranks Ranks of `on`, each once. Where this rank is not among them, using the answer throws.
 *
 * ```ts
 * const corners = group([0, 3, 12, 15]);
 * if (corners.rank >= 0) barrier({ on: corners });
 * ```
 */
export function group(ranks: readonly number[], options: MakingOptions = {}): Communicator {
  const { on = world } = options;
  checkMember("group", on);
  const chosen: number[] = [];
  for (const each of ranks) {
    checkRankOf("group(ranks)", each, on);
    const peer = on.ranks[each] as number;
    if (chosen.indexOf(peer) >= 0)
      throw new VnetosError("bad-request", `group(ranks): rank ${each} stands there twice`);
    chosen.push(peer);
  }
  return makeChild(on, chosen);
}

/**
 * Makes a communicator of the same ranks, whose messages and calls meet none of `on`: for a library that must not get
 * into the way of the program that uses it. Without a message; all ranks of `on` call it.
 *
 * ```ts
 * const own = duplicate();
 * ```
 */
export function duplicate(options: MakingOptions = {}): Communicator {
  const { on = world } = options;
  checkMember("duplicate", on);
  return makeChild(on, on.ranks);
}
