import { NO_WAY } from "./make-rows.ts";

/** What is told of some rows of the table of distances. */
export interface Report {
  /** From how many towns to how many others there is a way, the town itself counted in. */
  readonly pairs: number;
  readonly longest: number;
  readonly total: number;
}

export function reportOf(rows: readonly (readonly number[])[]): Report {
  let pairs = 0;
  let longest = 0;
  let total = 0;
  for (const row of rows) {
    for (const length of row) {
      if (length >= NO_WAY) continue;
      pairs++;
      longest = Math.max(longest, length);
      total += length;
    }
  }
  return { pairs, longest, total };
}

export function joinReports(left: Report, right: Report): Report {
  return {
    pairs: left.pairs + right.pairs,
    longest: Math.max(left.longest, right.longest),
    total: left.total + right.total,
  };
}
