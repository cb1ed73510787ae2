import { broadcast, rank, reduce, size, wholeArgument } from "vnetos";
import { makeRows } from "./make-rows.ts";
import { joinReports, reportOf } from "./report.ts";
import { shorten } from "./shorten.ts";

const count = wholeArgument(0, "towns", { standard: 80, least: 1, most: 2_000 });

/** The first row of a rank's block: its block ends where that of the next rank begins. */
const firstRow = (owner: number) => Math.floor((count * owner) / size);

const rows = makeRows(firstRow(rank), firstRow(rank + 1), count);

// In round k every way may go over town k. For that each rank needs row k: its owner gives it to all.
let owner = 0;
for (let k = 0; k < count; k++) {
  while (k >= firstRow(owner + 1)) owner++;
  const rowK = broadcast(owner === rank ? rows[k - firstRow(rank)] : [], { root: owner });
  for (const row of rows) shorten(row, k, rowK);
}

const all = reduce(reportOf(rows), joinReports);
if (all !== undefined) {
  console.log(`${all.pairs} of ${count * count} pairs of towns are joined`);
  console.log(`the longest way is ${all.longest}, all ways together are ${all.total}`);
}
