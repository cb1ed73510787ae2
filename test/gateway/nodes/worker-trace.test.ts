import { describe, expect, it } from "vitest";
import { fetchTrace, readClock } from "#nodes";
import type { TraceAnswer, TraceRecord } from "#protocol";
import { RecordRing } from "../../../lua-runtime/src/workers/trace/record-ring.ts";
import { SimulatedClock } from "../../support/fake-node-clock.ts";

const record = (n: number): TraceRecord => [6, n, n + 1, 0, 0, 0];
const name = (n: number) => `name ${n}`;

/** A node whose worker has so many names and records; between two pages `grow` more are recorded. */
function nodeWith(options: { names: number; records: number; capacity: number; grow?: number }) {
  const ring = new RecordRing(options.capacity);
  const names = Array.from({ length: options.names }, (_, n) => name(n));
  const asked: object[] = [];
  const grow = (count: number) => {
    for (let i = 0; i < count; i++) ring.push(record(ring.recorded));
  };
  grow(options.records);
  const trace = async (_id: number, from: { names: number; records: number }) => {
    asked.push(from);
    const namesHere = names.slice(from.names, from.names + 3);
    const first = Math.min(Math.max(from.records, ring.first), ring.recorded);
    const count = from.names + namesHere.length < names.length ? 0 : 4;
    const last = Math.min(ring.recorded, first + count);
    const records = Array.from({ length: last - first }, (_, i) => ring.at(first + i));
    const { recorded, capacity } = ring;
    const answer: TraceAnswer = {
      ...{ capacity, recorded, nameCount: names.length, names: namesHere, failed: [[1, 5]] },
      ...{ first, records },
    };
    grow(options.grow ?? 0);
    return answer;
  };
  return { url: "http://b0", trace, asked };
}

describe("a worker's trace", () => {
  it.each([
    [{ names: 1, records: 0, capacity: 10 }, 0, 0],
    [{ names: 1, records: 4, capacity: 10 }, 0, 4],
    [{ names: 8, records: 9, capacity: 10 }, 0, 9],
    [{ names: 7, records: 25, capacity: 10 }, 15, 10],
  ])("is fetched page by page: %j", async (options, first, count) => {
    const trace = await fetchTrace(nodeWith(options), 3);
    expect(trace).toEqual({
      ...{ capacity: 10, recorded: options.records, failed: new Map([[1, 5]]), first },
      names: Array.from({ length: options.names }, (_, n) => name(n)),
      records: Array.from({ length: count }, (_, i) => record(first + i)),
    });
  });

  it("of a worker that runs on, begins where nothing is missing, and ends", async () => {
    const { first, records } = await fetchTrace(
      nodeWith({ names: 1, records: 20, capacity: 10, grow: 5 }),
      3,
    );
    expect(records[0]).toEqual(record(first));
    expect(records.at(-1)).toEqual(record(first + records.length - 1));
    expect(first + records.length).toBeGreaterThanOrEqual(20);
  });

  it("of a node that tells nothing more and has not told all is refused", async () => {
    const node = nodeWith({ names: 1, records: 5, capacity: 10 });
    const trace = async () => ({ ...(await node.trace(0, { names: 0, records: 0 })), recorded: 9 });
    const stuck = async (_id: number, from: { names: number; records: number }) =>
      from.records === 0 ? trace() : { ...(await trace()), names: [], records: [], first: 4 };
    await expect(fetchTrace({ url: "http://b0", trace: stuck }, 3)).rejects.toThrow(
      /http:\/\/b0: the trace of worker 3 ends before its end/,
    );
  });
});

describe("a node's clock", () => {
  it("is read several times; the quickest answer counts", async () => {
    const clock = new SimulatedClock();
    const trips = [20, 8, 30, 6, 50, 40, 30, 20];
    let asked = 0;
    const node = {
      async clock() {
        const trip = trips[asked++] ?? 0;
        await clock.runFor(trip / 2);
        const us = (clock.now() - 1_000) * 1_000;
        await clock.runFor(trip / 2);
        return us;
      },
    };
    expect(await readClock(node, clock)).toEqual({ offsetUs: 1_000_000, roundTripUs: 6_000 });
    expect(asked).toBe(8);
  });

  it("is taken as far as it was told", async () => {
    const clock = new SimulatedClock();
    let asked = 0;
    const node = {
      async clock() {
        if (asked++ > 0) throw new Error("lost");
        return 5;
      },
    };
    expect((await readClock(node, clock)).roundTripUs).toBe(0);
    await expect(readClock(node, clock)).rejects.toThrow("lost");
  });
});
