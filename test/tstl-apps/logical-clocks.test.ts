import { expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

/**
 * Ranks send to each other by a fixed plan; each prints its events with both clocks. The order of cause and effect is
 * then worked out here from the plan alone, and compared.
 */
const PLAN: readonly (readonly [from: number, to: number])[] = [
  [0, 1],
  [2, 3],
  [1, 2],
  [3, 0],
  [0, 2],
  [1, 3],
  [2, 0],
];
const SIZE = 4;

const PROGRAM = `import { rank, receiveFrom, send, size } from "vnetos";
  import { lamport, type Lamport, mergeLamport, mergeVector, stampLamport, stampVector, type VectorTime, vectorTime } from "vnetos/sync";
  interface Stamped { l: Lamport; v: VectorTime }
  let l = lamport(rank);
  let v = vectorTime(size);
  const plan: [number, number][] = ${JSON.stringify(PLAN)};
  plan.forEach(([from, to], i) => {
    if (from === rank) {
      l = stampLamport(l);
      v = stampVector(v, rank);
      send(to, { l, v });
      console.log(JSON.stringify({ id: "s" + i, l, v }));
    } else if (to === rank) {
      const seen = receiveFrom<Stamped>(from);
      l = mergeLamport(l, seen.l);
      v = mergeVector(v, seen.v, rank);
      console.log(JSON.stringify({ id: "r" + i, l, v }));
    }
  });`;

interface Event {
  readonly id: string;
  readonly l: { readonly time: number; readonly rank: number };
  readonly v: readonly number[];
}

function eventsOf(): Event[] {
  const results = runWorld(compileText(PROGRAM), { size: SIZE });
  return results.flatMap(({ lines }) => lines.map((line) => JSON.parse(line) as Event));
}

/** For each event, what it may have been caused by: the steps of its rank before it and, for `r`, its `s`. */
function causes(): Map<string, Set<string>> {
  const known: Set<string>[] = Array.from({ length: SIZE }, () => new Set());
  const all = new Map<string, Set<string>>();
  PLAN.forEach(([from, to], i) => {
    all.set(`s${i}`, new Set(known[from]));
    known[from]?.add(`s${i}`);
    for (const cause of known[from] ?? []) known[to]?.add(cause);
    all.set(`r${i}`, new Set(known[to]));
    known[to]?.add(`r${i}`);
  });
  return all;
}

it("tell causes and effects from what is concurrent", () => {
  const events = eventsOf();
  expect(events).toHaveLength(2 * PLAN.length);
  const before = causes();
  const pairs = events.flatMap((a) => events.map((b) => ({ a, b })));
  const compare = `import { compareLamport, compareVector, type Lamport, type VectorTime } from "vnetos/sync";
    interface Event { l: Lamport; v: VectorTime }
    const events: Event[] = JSON.parse(${JSON.stringify(JSON.stringify(events))});
    for (const a of events) for (const b of events)
      console.log(compareVector(a.v, b.v) + " " + String(compareLamport(a.l, b.l)));`;
  const [result] = runWorld(compileText(compare), { size: 1 });
  pairs.forEach(({ a, b }, i) => {
    const [causal, order] = result?.lines[i]?.split(" ") ?? [];
    const expected =
      a.id === b.id
        ? "same"
        : before.get(b.id)?.has(a.id)
          ? "before"
          : before.get(a.id)?.has(b.id)
            ? "after"
            : "concurrent";
    expect(causal, `${a.id} ${b.id}`).toBe(expected);
    if (expected === "before") expect(Number(order)).toBeLessThan(0);
    if (expected === "same") expect(Number(order)).toBe(0);
    else expect(Number(order)).not.toBe(0);
  });
  expect(new Set(pairs.map((_, i) => result?.lines[i]?.split(" ")[0]))).toEqual(
    new Set(["same", "before", "after", "concurrent"]),
  );
});
