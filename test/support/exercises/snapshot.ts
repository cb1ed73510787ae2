import { expect } from "vitest";
import type { Exercise, ExerciseCase, Outcome } from "./exercise.ts";

const OPENING = 1000;

export const snapshot: Exercise = {
  name: "snapshot",
  cases: [
    { args: [], check: (outcome) => check(outcome, 8) },
    bank(1, 3),
    bank(40, 4),
    bank(25, 2_147_483_645),
  ],
  refuses: [
    [["0"], "transfers: 0 is no whole number from 1 to 200"],
    [["8", "x"], "seed: x is no whole number from 0 to 2147483645"],
    [["8", "1", "2"], "starter: 2 is no whole number from 0 to 1"],
  ],
};

function bank(transfers: number, seed: number): ExerciseCase {
  return {
    args: [String(transfers), String(seed)],
    check: (outcome) => check(outcome, transfers),
  };
}

/** What a board did before and after it recorded its balance. */
interface Life {
  readonly recorded: number;
  /** Amounts, by the other board: before the record, and all. */
  readonly sentBefore: Map<number, number[]>;
  readonly takenBefore: Map<number, number[]>;
  readonly sent: Map<number, number[]>;
  readonly taken: Map<number, number[]>;
  readonly markers: readonly number[];
}

function check({ size, lines: [first = [], ...others] }: Outcome, transfers: number): void {
  expect(others.flat()).toEqual([]);
  const lives = first.slice(0, size).map(readLife);
  const channels = readChannels(first.slice(size, -2));
  const all = Array.from({ length: size }, (_, i) => i);
  let onTheWay = 0;
  for (const to of all) {
    checkLife(lives[to] as Life, to, size, transfers);
    for (const from of all) {
      const [sender, receiver] = [lives[from] as Life, lives[to] as Life];
      const key = `${from}>${to}`;
      // Nothing is lost or overtaken: all that was sent is taken, in order.
      expect(listOf(receiver.taken, from), key).toEqual(listOf(sender.sent, to));
      // The cut is consistent: what was taken before was sent before; the difference is the channel.
      const before = listOf(sender.sentBefore, to);
      const taken = listOf(receiver.takenBefore, from);
      expect(before.slice(0, taken.length), key).toEqual(taken);
      expect(channels.get(key) ?? [], key).toEqual(before.slice(taken.length));
      onTheWay += sumOf(channels.get(key) ?? []);
    }
  }
  const balances = sumOf(lives.map(({ recorded }) => recorded));
  expect(balances + onTheWay).toBe(OPENING * size);
  expect(first.slice(-2)).toEqual([
    `${balances} in the branches + ${onTheWay} on the way = ${OPENING * size}`,
    `the bank owns ${OPENING * size}: nothing is lost`,
  ]);
}

function checkLife(life: Life, rank: number, size: number, transfers: number): void {
  const count = [...life.sent.values()].flat().length;
  expect(count, `transfers of ${rank}`).toBe(size === 1 ? 0 : transfers);
  const others = Array.from({ length: size }, (_, i) => i).filter((i) => i !== rank);
  expect([...life.markers].sort()).toEqual(others);
  const came = sumOf([...life.takenBefore.values()].flat());
  const went = sumOf([...life.sentBefore.values()].flat());
  expect(life.recorded, `balance of ${rank}`).toBe(OPENING + came - went);
}

function readLife(line: string, rank: number): Life {
  const [, text] = new RegExp(`^board ${rank}: (.*)$`).exec(line) ?? [];
  expect(text, line).toBeDefined();
  const events = (text as string).split(" ");
  const at = events.findIndex((event) => /^\[\d+\]$/.test(event));
  const before = events.slice(0, at);
  return {
    recorded: Number((events[at] as string).slice(1, -1)),
    sentBefore: amounts(before, ">"),
    takenBefore: amounts(before, "<"),
    sent: amounts(events, ">"),
    taken: amounts(events, "<"),
    markers: events.filter((event) => event.startsWith("marker<")).map((e) => Number(e.slice(7))),
  };
}

function amounts(events: readonly string[], mark: string): Map<number, number[]> {
  const byPeer = new Map<number, number[]>();
  for (const event of events) {
    const [amount, peer, ...rest] = event.split(mark);
    if (peer === undefined || amount === "marker") continue;
    expect([rest, Number(amount) >= 0, Number(peer) >= 0], event).toEqual([[], true, true]);
    byPeer.set(Number(peer), [...listOf(byPeer, Number(peer)), Number(amount)]);
  }
  return byPeer;
}

function readChannels(lines: readonly string[]): Map<string, number[]> {
  const channels = new Map<string, number[]>();
  for (const line of lines) {
    const [, channel, list] = /^on the way (\d>\d): ([\d ]+)$/.exec(line) ?? [];
    expect(channel, line).toBeDefined();
    channels.set(channel as string, (list as string).split(" ").map(Number));
  }
  return channels;
}

const listOf = (map: ReadonlyMap<number, number[]>, key: number) => map.get(key) ?? [];
const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
