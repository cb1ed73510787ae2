import { broadcast, rank, reduce, size, wholeArgument } from "vnetos";
import { blockOf, blockWith } from "vnetos/parallel";
import { makeRows } from "./make-rows.ts";
import { joinReports, reportOf } from "./report.ts";
import { shorten } from "./shorten.ts";

const count = wholeArgument(0, "towns", { standard: 80, least: 1, most: 2_000 });

// The table's rows in blocks, one for each rank.
const { start, end } = blockOf(count, rank, size);
const rows = makeRows(start, end, count);

// In round k every way may go over town k. For that each rank needs row k: its owner gives it to all.
for (let k = 0; k < count; k++) {
  const owner = blockWith(count, k, size);
  const rowK = broadcast(owner === rank ? rows[k - start] : [], { root: owner });
  for (const row of rows) shorten(row, k, rowK);
}

const all = reduce(reportOf(rows), joinReports);
if (all !== undefined) {
  console.log(`${all.pairs} of ${count * count} pairs of towns are joined`);
  console.log(`the longest way is ${all.longest}, all ways together are ${all.total}`);
}
