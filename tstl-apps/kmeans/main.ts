import { allReduce, rank, size, wholeArgument } from "vnetos";
import { blockOf } from "vnetos/parallel";
import { addClusters, type Cluster, centresOf, clustersOf } from "./cluster.ts";
import { BLOCK, makePoints } from "./make-points.ts";
import { samePoints } from "./point.ts";

const count = wholeArgument(0, "points", { standard: 4_000, least: BLOCK, most: 10_000_000 });
const parts = wholeArgument(1, "clusters", { standard: 5, least: 1, most: BLOCK });
const rounds = wholeArgument(2, "rounds", { standard: 100, least: 1 });

// Every rank keeps its own points all the time; what travels is one sum for each cluster.
const { start, end } = blockOf(Math.ceil(count / BLOCK), rank, size);
const mine = makePoints(start, end, count);

// All ranks begin with the same centres and get the same sums: so all know the same centres, round after round.
let centres = makePoints(0, 1, count).slice(0, parts);
let clusters: Cluster[] = [];
let round = 0;
for (let moving = true; moving && round < rounds; round++) {
  clusters = allReduce(clustersOf(mine, centres), addClusters);
  const next = centresOf(clusters, centres);
  moving = !samePoints(next, centres);
  centres = next;
}

if (rank === 0) {
  console.log(`${count} points in ${parts} clusters after ${round} rounds`);
  for (let i = 0; i < parts; i++) {
    const { x, y } = centres[i];
    console.log(`${clusters[i].points} points around (${x.toFixed(2)}, ${y.toFixed(2)})`);
  }
}
