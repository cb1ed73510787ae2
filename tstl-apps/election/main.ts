import { allReduce, choiceArgument, max, rank, sum, wholeArgument } from "vnetos";
import type { Algorithm } from "./algorithm.ts";
import { changRoberts } from "./chang-roberts.ts";
import { holdElection } from "./hold-election.ts";
import { peterson } from "./peterson.ts";
import { stationIds } from "./station-ids.ts";

const stations = wholeArgument(0, "stations", { standard: 24, least: 1, most: 200 });
const order = choiceArgument(1, "order", ["shuffled", "rising", "falling"]);
const seed = wholeArgument(2, "seed", { standard: 1, least: 0, most: 2_147_483_645 });

// Every board knows the whole list, so that it can be computed anywhere; a station looks at its own id only.
const ids = stationIds(stations, order, seed);
if (rank === 0) console.log(`ids ${order}: ${ids.join(" ")}`);
elect("Chang and Roberts", changRoberts);
elect("Peterson", peterson);

function elect(name: string, algorithm: Algorithm): void {
  const { messages, learned } = holdElection(ids, algorithm);
  // Boards compare notes: how many messages were there, and do all stations name the same leader?
  const total = allReduce(messages, sum);
  const leader = allReduce(learned[0] ?? 0, max);
  const agreeing = allReduce(learned.filter((id) => id === leader).length, sum);
  if (rank !== 0) return;
  console.log(`${name}: station ${ids.indexOf(leader)} leads with id ${leader}`);
  console.log(`  ${total} messages, ${agreeing} of ${stations} stations agree`);
}
