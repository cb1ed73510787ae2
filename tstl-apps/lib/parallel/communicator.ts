import { rankName } from "../rank-name.ts";
import { VnetosError } from "../vnetos-error.ts";
import { rank } from "../world.ts";

/**
 * A group of ranks that talk among themselves: what they send and the calls that they make together meet nothing of
 * any other communicator. Its ranks are numbered 0..`size` - 1. Made by `split`, `group`, `duplicate`, `cartesian`,
 * `graph`; all of them are calls that the ranks of the communicator it is made from make together, in the same order.
 *
 * ```ts
 * const half = split(rank % 2);
 * const total = allReduce(1, sum, { on: half });
 * ```
 */
export interface Communicator {
  /** The same on all its ranks, and no other's. */
  readonly id: string;
  /** This program's number in it; -1: it is not in it. */
  readonly rank: number;
  readonly size: number;
  /** Rank in the world of each of its ranks. */
  readonly ranks: readonly number[];
  /** The library's own. */
  readonly state: CommunicatorState;
}

export interface CommunicatorState {
  /** Collective calls made. */
  calls: number;
  /** Communicators made from it. */
  children: number;
  /** What every collective call throws since one has failed. */
  failure: { readonly code: string; readonly message: string } | undefined;
  /** Of the last calls, at their number modulo the length. */
  readonly headers: string[];
}

export function makeCommunicator(id: string, ranks: readonly number[]): Communicator {
  const state = { calls: 0, children: 0, failure: undefined, headers: [] };
  let own = -1;
  for (let i = 0; i < ranks.length; i++) if (ranks[i] === rank) own = i;
  return { id, rank: own, size: ranks.length, ranks, state };
}

/** One made from `parent`, without a message: all its ranks count alike. */
export function makeChild(parent: Communicator, ranks: readonly number[]): Communicator {
  parent.state.children += 1;
  const own = `${parent.state.children}.${ranks[0] ?? 0}`;
  return makeCommunicator(parent.id === "" ? own : `${parent.id}.${own}`, ranks);
}

/** Throws unless this rank is in it. */
export function checkMember(call: string, on: Communicator): void {
  if (on.rank >= 0) return;
  const [ranks] = __vnetos.encode(on.ranks);
  const text = `${rankName(rank)} is not in this communicator of the ranks ${ranks ?? ""}`;
  throw new VnetosError("bad-request", `${call}(on): ${text}`);
}

/** Throws unless `value` is a rank of the communicator. `call` names call and argument: `send(to)`. */
export function checkRankOf(call: string, value: number, on: Communicator): void {
  if (typeof value === "number" && value >= 0 && value < on.size && value % 1 === 0) return;
  throw new VnetosError("bad-request", `${call}: rank ${value} is out of range 0..${on.size - 1}`);
}
