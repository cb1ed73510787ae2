import { checkMs, checkRank } from "../check-arguments.ts";
import type { Arrived } from "../kernel/envelope.ts";
import { rankName } from "../rank-name.ts";
import { type Communicator, checkMember, checkRankOf } from "./communicator.ts";
import { type AnyTag, type Tag, tagOf, tagText } from "./tag.ts";

/** What to receive. */
export interface ReceiveOptions<T> {
  /** The sender's rank in the communicator. Default: any, in the order of arrival. */
  readonly from?: number | undefined;
  /** The kind of message: of `tag`, a whole number, or `anyTag`. Default 0: what was sent without a tag. */
  readonly tag?: number | Tag<T> | AnyTag | undefined;
  /** The communicator. Default `world`. */
  readonly on?: Communicator | undefined;
  /** The longest wait, ms. Default: as long as a message can still come. */
  readonly timeoutMs?: number | undefined;
}

/** Where a message comes from and of what kind it is. */
export interface Source {
  /** The sender's rank in the communicator. */
  readonly from: number;
  /** The number, or the name of a `tag`. */
  readonly tag: number | string;
}

/** What fits a call's options. */
export interface Pattern {
  /** Ranks in the world that it may come from; undefined: any. */
  readonly from: readonly number[] | undefined;
  readonly fits: (arrived: Arrived) => boolean;
  readonly on: Communicator | undefined;
}

export function patternOf<T>(call: string, options: ReceiveOptions<T>): Pattern {
  const { from, on, timeoutMs } = options;
  if (timeoutMs !== undefined) checkMs(`${call}(timeoutMs)`, timeoutMs);
  const peer = from === undefined ? undefined : worldRank(`${call}(from)`, from, on);
  if (on !== undefined) checkMember(call, on);
  const context = on === undefined ? "" : on.id;
  const wanted = wantedTag(call, options.tag);
  const fits = (arrived: Arrived) =>
    arrived.context === context &&
    (wanted === undefined || arrived.tag === wanted) &&
    (peer === undefined || arrived.from === peer);
  return { from: peer === undefined ? on?.ranks : [peer], fits, on };
}

function worldRank(call: string, from: number, on: Communicator | undefined): number {
  if (on === undefined) {
    checkRank(call, from);
    return from;
  }
  checkRankOf(call, from, on);
  return on.ranks[from] as number;
}

/** Undefined: any. */
function wantedTag<T>(call: string, tag: number | Tag<T> | AnyTag | undefined): string | undefined {
  if (tag !== undefined && typeof tag !== "number" && "any" in tag) return undefined;
  return tagText(call, tag);
}

export function sourceOf({ on }: Pattern, { from, tag }: Arrived): Source {
  return { from: on === undefined ? from : on.ranks.indexOf(from), tag: tagOf(tag) };
}

/** "any rank", or the name of the one. */
export function whom({ from }: Pattern): string {
  return from !== undefined && from.length === 1 ? rankName(from[0] as number) : "any rank";
}
