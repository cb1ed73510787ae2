import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimateFlows } from "../../web-monitor/picture/flows.ts";
import { onTheWay, progress, startParticles } from "../../web-monitor/picture/particles.ts";
import { fakeRows, fakeTopology } from "../support/fake-gateway-topology.ts";

const frames = (into: number, out: number) => ({ in: into, out });
const full = fakeTopology("full");
const ring = fakeTopology("ring");
if (!full || !ring) throw new Error("the fake has no full or ring topology");
const ROWS = fakeRows(full);

const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe("flows", () => {
  test("one sender and one receiver are a pair", () => {
    const counted = new Map([
      [0, frames(5, 0)],
      [7, frames(0, 5)],
    ]);
    expect(sum(estimateFlows(counted, ROWS, 1).map((flow) => flow.frames))).toBe(5);
    expect(estimateFlows(counted, ROWS, 1).every(({ from, to }) => from === 0 && to === 7)).toBe(
      true,
    );
  });

  test("never join ports that the switch does not join", () => {
    const counted = new Map([
      [0, frames(4, 0)],
      [8, frames(0, 4)],
    ]);
    expect(estimateFlows(counted, fakeRows(ring), 0)).toEqual([
      { from: 0, to: undefined, frames: 4 },
      { from: undefined, to: 8, frames: 4 },
    ]);
  });

  test("a broadcast fans out", () => {
    const counted = new Map([
      [0, frames(8, 0)],
      ...[2, 4, 6, 8].map((p) => [p, frames(0, 2)] as const),
    ]);
    expect(new Set(estimateFlows(counted, ROWS, 3).map(({ to }) => to))).toEqual(
      new Set([2, 4, 6, 8]),
    );
  });

  test("are exactly the frames that were counted, at every port", () => {
    const counts = fc.array(fc.tuple(fc.nat(2_000), fc.nat(2_000)), {
      minLength: 16,
      maxLength: 16,
    });
    fc.assert(
      fc.property(counts, fc.nat(100), (ports, turn) => {
        const counted = new Map(ports.map(([into, out], port) => [port, frames(into, out)]));
        const flows = estimateFlows(counted, ROWS, turn);
        ports.forEach(([into, out], port) => {
          expect(sum(flows.filter((f) => f.from === port).map((f) => f.frames))).toBe(into);
          expect(sum(flows.filter((f) => f.to === port).map((f) => f.frames))).toBe(out);
        });
        expect(flows.every((flow) => flow.frames > 0)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

describe("particles", () => {
  test("are as many as frames while they are few", () => {
    expect(startParticles([{ from: 0, to: 2, frames: 3 }], 0, 250)).toHaveLength(3);
  });

  test("of a flood stay few, in proportion, at least one for each flow", () => {
    const flows = [
      { from: 0, to: 2, frames: 90_000 },
      { from: 4, to: 6, frames: 30_000 },
      { from: 8, to: 10, frames: 1 },
    ];
    const started = startParticles(flows, 0, 250);
    const from = (port: number) => started.filter((particle) => particle.from === port).length;
    expect(from(0)).toBeGreaterThan(2 * from(4));
    expect(from(8)).toBe(1);
    expect(started.length).toBeLessThan(40);
  });

  test("start within the time in which the frames came, travel, and end", () => {
    const started = startParticles([{ from: 0, to: 2, frames: 20 }], 1_000, 250);
    expect(started.every(({ startMs }) => startMs >= 1_000 && startMs < 1_250)).toBe(true);
    const [first] = started.toSorted((a, b) => a.startMs - b.startMs);
    if (!first) throw new Error("no particle");
    expect(progress(first, first.startMs - 1)).toBeUndefined();
    expect(progress(first, (first.startMs + first.endMs) / 2)).toBeCloseTo(0.5);
    expect(onTheWay(started, 60_000)).toEqual([]);
  });

  test("on the way are bounded", () => {
    const many = Array.from({ length: 100 }, () =>
      startParticles([{ from: 0, to: 2, frames: 20 }], 0, 100),
    );
    expect(onTheWay(many.flat(), 50).length).toBeLessThanOrEqual(200);
  });
});
