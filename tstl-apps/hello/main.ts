import { gather, node, random, rank, reduce, size, sum } from "vnetos";

const DARTS = 1000;

/** How many of `count` darts, thrown at random at the unit square, hit the quarter circle. */
function throwDarts(count: number): number {
  const draw = random(2024, rank);
  let hits = 0;
  for (let i = 0; i < count; i++) {
    const x = draw();
    const y = draw();
    if (x * x + y * y < 1) hits++;
  }
  return hits;
}

// Every board runs these lines at the same time; what differs is the rank.
const hits = throwDarts(DARTS);
console.log(`hello, I am rank ${rank} of ${size}: ${hits} of my ${DARTS} darts hit`);

// Two calls that all ranks make together. Rank 0 gets the result, the others get undefined.
const total = reduce(hits, sum);
const boards = gather(node);
if (total !== undefined && boards !== undefined) {
  console.log(
    `${boards.join(" ")}: together ${total} hits, so pi is about ${(4 * total) / (DARTS * size)}`,
  );
}
