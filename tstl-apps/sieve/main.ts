import { rank, reduce, size, wholeArgument } from "vnetos";
import { blockOf } from "vnetos/parallel";
import { joinFindings } from "./findings.ts";
import { searchBlock } from "./search-block.ts";
import { smallPrimes } from "./small-primes.ts";

const limit = wholeArgument(0, "limit", { standard: 200_000, least: 2, most: 100_000_000 });

// Every rank finds the small primes for itself: that takes less time than waiting for a message that brings them.
const primes = smallPrimes(Math.floor(Math.sqrt(limit)));

// The numbers 2..limit in blocks, one for each rank.
const { start, end } = blockOf(limit - 1, rank, size);
const mine = searchBlock(2 + start, 2 + end, primes);

const all = reduce(mine, joinFindings);
if (all !== undefined) {
  console.log(`${all.count} primes up to ${limit}, the last one is ${all.last}`);
  console.log(`${all.twins} pairs of twins, the widest gap is ${all.gap}`);
}
