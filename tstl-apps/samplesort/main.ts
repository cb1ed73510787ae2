import {
  allToAll,
  broadcast,
  choiceArgument,
  exclusiveScan,
  gather,
  max,
  reduce,
  size,
  sum,
  wholeArgument,
} from "vnetos";
import { KINDS, makeNumbers } from "./make-numbers.ts";
import { mergeAll } from "./merge.ts";
import { chooseSplitters, splitAt } from "./splitters.ts";
import { joinStretches, stretchOf } from "./stretch.ts";

const count = wholeArgument(0, "count", { standard: 20_000, least: 1, most: 10_000_000 });
const kind = choiceArgument(1, "numbers", KINDS);
const ascending = (a: number, b: number) => a - b;

// 1. Every rank sorts its own numbers.
const mine = makeNumbers(count, kind).sort(ascending);

// 2. Samples of all ranks show where to cut, so that every rank gets about the same number.
const samples = gather(evenlySpaced(mine, size));
const splitters = broadcast(
  samples === undefined ? [] : chooseSplitters(samples.flat().sort(ascending), size),
);

// 3. Every rank cuts its numbers into one part for each rank, and all parts go where they belong.
const received = allToAll(splitAt(mine, splitters));

// 4. What has come is sorted already, part by part: it needs merging only.
const sorted = mergeAll(received, 0, size);

// Not a part of sorting: a look at the whole, to see that it is in order.
const below = exclusiveScan(sorted.length, sum, 0);
const whole = reduce(stretchOf(sorted, below), joinStretches);
const fullest = reduce(sorted.length, max);
if (whole !== undefined && fullest !== undefined) {
  const order = whole.sorted ? "in order" : "NOT in order";
  console.log(`${whole.count} numbers ${order}, ${whole.first} to ${whole.last}`);
  console.log(`checksum ${whole.checksum}`);
  console.log(`the fullest rank has ${((fullest * size) / count).toFixed(2)} times its share`);
}

/** `many` of the values at equal distances; all of them when there are no more. */
function evenlySpaced(values: readonly number[], many: number): number[] {
  if (values.length <= many) return [...values];
  const chosen: number[] = [];
  for (let i = 0; i < many; i++) chosen.push(values[Math.floor((i * values.length) / many)]);
  return chosen;
}
