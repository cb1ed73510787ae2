import { rank, reduce, size, sum, wholeArgument } from "vnetos";
import { hitsInBlock } from "./darts.ts";

// The darts are thrown in blocks, each with its own stream of random numbers, and the blocks are dealt out to the
// ranks. So the result depends on darts and seed alone: one board finds the same digits as eight.
const BLOCKS = 64;

const darts = wholeArgument(0, "darts", { standard: 64_000, least: BLOCKS });
const seed = wholeArgument(1, "seed", { standard: 1, least: 0, most: 2_147_483_645 });

let hits = 0;
for (let block = rank; block < BLOCKS; block += size) {
  // Blocks are equal, but for the first ones, which take the rest of the division.
  const count = Math.floor(darts / BLOCKS) + (block < darts % BLOCKS ? 1 : 0);
  hits += hitsInBlock(seed, block, count);
}

const total = reduce(hits, sum);
if (total !== undefined) {
  const share = total / darts;
  const error = 4 * Math.sqrt((share * (1 - share)) / darts);
  console.log(`${total} of ${darts} darts hit`);
  console.log(`pi is about ${4 * share}, give or take ${error.toFixed(4)}`);
}
