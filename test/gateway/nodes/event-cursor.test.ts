import { expect, test } from "vitest";
import type { EventsAnswer, NodeEvent } from "#protocol";
import { EventCursor } from "../../../gateway/src/nodes/event-cursor.ts";

function answer(seqs: number[], last: number): EventsAnswer {
  const events = seqs.map(
    (seq): NodeEvent => ({ seq, at: 0, type: "output", worker: 1, stream: "out", text: "" }),
  );
  return { bootId: "b", events, last, dropped: 0 };
}

test.each<[string, number, number[], number, string[], number]>([
  ["news", 2, [3, 4], 4, ["3", "4"], 4],
  ["nothing new", 2, [], 2, [], 2],
  ["what was told before", 3, [2, 3, 4, 4], 4, ["4"], 4],
  ["what no longer fitted, at the start", 2, [6, 7], 7, ["dropped 3", "6", "7"], 7],
  ["a gap that the node does not tell", 0, [1, 3], 3, ["1", "dropped 1", "3"], 3],
  ["all of it dropped", 2, [], 9, ["dropped 7"], 9],
  ["a last number behind the events", 0, [1, 2], 1, ["1", "2"], 2],
])("%s", (_, after, seqs, last, told, position) => {
  const cursor = new EventCursor(after);
  const news = [...cursor.take(answer(seqs, last))];
  expect(
    news.map((item) => (item.type === "dropped" ? `dropped ${item.count}` : `${item.seq}`)),
  ).toEqual(told);
  expect(cursor.last).toBe(position);
});

test("the position is that of the event that is just being told", () => {
  const cursor = new EventCursor(0);
  for (const item of cursor.take(answer([1, 2, 3], 3)))
    if (item.type !== "dropped") expect(cursor.last).toBe(item.seq);
});
