import { allReduce, choiceArgument, gather, rank, size, sum, wholeArgument } from "vnetos";
import { blockOf, cartesian } from "vnetos/parallel";
import { nextGeneration } from "./next-generation.ts";
import { PATTERNS, startingRows } from "./patterns.ts";
import type { Row } from "./row.ts";

const pattern = choiceArgument(0, "pattern", PATTERNS);
const n = wholeArgument(1, "size", { standard: 16, least: Math.max(8, size), most: 200 });
const generations = wholeArgument(2, "generations", { standard: 4 * n, least: 0, most: 10_000 });

// The world is a torus: each board keeps a band of rows, and the boards are a ring.
const ring = cartesian([size], { periodic: true });
let rows = startingRows(pattern, n, blockOf(n, rank, size));
const start = show("at the start");
for (let generation = 0; generation < generations; generation++) rows = nextGeneration(rows, ring);
const end = show(`after ${generations} generations`);
if (rank === 0) console.log(start === end ? "the same as at the start" : "not as at the start");

/** Prints the whole world on rank 0; the answer is what it printed. */
function show(when: string): string {
  const population = allReduce(countAlive(rows), sum);
  const bands = gather(rows);
  if (bands === undefined) return "";
  const lines = bands.flat().map((row) => row.map((cell) => (cell === 1 ? "#" : ".")).join(""));
  console.log(`${when}: ${population} alive`);
  for (const line of lines) console.log(line);
  return lines.join("\n");
}

function countAlive(some: readonly Row[]): number {
  return some.reduce((count, row) => count + row.reduce((part, cell) => part + cell, 0), 0);
}
