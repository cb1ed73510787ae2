import { expect } from "vitest";
import { mrg32k3a } from "../node-world-random.ts";
import type { Exercise, ExerciseCase } from "./exercise.ts";

export const election: Exercise = {
  name: "election",
  cases: [
    electionOf(24, "shuffled", 1),
    electionOf(1, "shuffled", 0),
    electionOf(3, "shuffled", 5),
    electionOf(40, "falling", 1),
    electionOf(33, "rising", 1),
  ],
  refuses: [
    [["0"], "stations: 0 is no whole number from 1 to 200"],
    [["9", "up"], "order: up is none of shuffled, rising, falling"],
    [["9", "rising", "-1"], "seed: -1 is no whole number from 0 to 2147483645"],
  ],
};

function electionOf(count: number, order: string, seed: number): ExerciseCase {
  const ids = idsOf(count, order, seed);
  const leads = `station ${ids.indexOf(count)} leads with id ${count}`;
  const agree = `${count} of ${count} stations agree`;
  const expected = [
    `ids ${order}: ${ids.join(" ")}`,
    `Chang and Roberts: ${leads}`,
    `  ${changRobertsMessages(ids)} messages, ${agree}`,
    `Peterson: ${leads}`,
    `  ${petersonMessages(ids)} messages, ${agree}`,
  ];
  return {
    args: [String(count), order, String(seed)],
    check: ({ lines: [first, ...others] }) => {
      expect(first).toEqual(expected);
      expect(others.flat()).toEqual([]);
    },
  };
}

function idsOf(count: number, order: string, seed: number): number[] {
  const ids = Array.from({ length: count }, (_, i) => i + 1);
  if (order === "falling") ids.reverse();
  if (order !== "shuffled") return ids;
  const numbers = mrg32k3a(seed, 0);
  for (let last = count - 1; last > 0; last--) {
    const chosen = Math.floor((numbers.next().value as number) * (last + 1));
    [ids[last], ids[chosen]] = [ids[chosen] as number, ids[last] as number];
  }
  return ids;
}

/** Every id goes as far as the next greater one; the greatest goes home. */
function changRobertsMessages(ids: readonly number[]): number {
  const reach = (id: number, at: number) => {
    let hops = 1;
    while ((ids[(at + hops) % ids.length] as number) < id) hops++;
    return hops;
  };
  return ids.reduce((total, id, at) => total + reach(id, at), 0);
}

/** Two values go from each active station to the next one in a phase, over all stations; the last goes round alone. */
function petersonMessages(ids: readonly number[]): number {
  let values = [...ids];
  let messages = 0;
  while (values.length > 1) {
    messages += 2 * ids.length;
    const from = (i: number) => values.at(i) as number;
    values = values
      .map((value, i) => ({ value, before: from(i - 1), earlier: from(i - 2) }))
      .filter(({ value, before, earlier }) => before > value && before >= earlier)
      .map(({ before }) => before);
  }
  return messages + ids.length;
}
