import { VnetosError } from "../vnetos-error.ts";
import { collect } from "./all-gather.ts";
import { collective } from "./collective.ts";
import { checkRankOf, makeChild } from "./communicator.ts";
import { world } from "./everyone.ts";
import type { MakingOptions } from "./split.ts";
import type { Topology } from "./topology.ts";

/**
 * Makes a topology of any shape: each rank names its neighbours. All ranks of `on` call it. Neighbours are mutual: where
 * rank 0 names rank 3, rank 3 names rank 0.
 *
 * @param neighbours Ranks of `on`, each once.
 *
 * ```ts
 * const star = graph(rank === 0 ? allOthers : [0]);
 * const news = neighbourAllGather(mine, { on: star });
 * ```
 */
export function graph(neighbours: readonly number[], options: MakingOptions = {}): Topology {
  const { on = world } = options;
  for (const each of neighbours) checkRankOf("graph(neighbours)", each, on);
  const lists = collective("graph", { on }, (call) => {
    const all = collect(call, [...neighbours], "doubling");
    checkMutual(all);
    return all;
  });
  const base = makeChild(on, on.ranks);
  const backOf = (rank: number) => (lists[rank] as number[]).indexOf(on.rank);
  return { ...base, neighbours: neighbours.map((rank) => ({ rank, back: backOf(rank) })) };
}

function checkMutual(lists: readonly (readonly number[])[]): void {
  for (let rank = 0; rank < lists.length; rank++) {
    const own = lists[rank] as readonly number[];
    for (let i = 0; i < own.length; i++) {
      const other = own[i] as number;
      if (own.indexOf(other) !== i) throw refuse(`rank ${rank} names rank ${other} twice`);
      if ((lists[other] as readonly number[]).indexOf(rank) < 0)
        throw refuse(`rank ${rank} names rank ${other}, which does not name rank ${rank}`);
    }
  }
}

function refuse(text: string): VnetosError {
  return new VnetosError("bad-request", `graph(neighbours): ${text}`);
}
