import fc from "fast-check";
import { expect, it } from "vitest";
import { layOut } from "../../../../gateway/src/cluster/trace/lay-out.ts";

const slice = (start: number, end: number) => ({ start, end });
const times = (slices: ReturnType<typeof slice>[], offsetUs = 0) =>
  layOut(slices, offsetUs).map(({ startNs, endNs }) => [startNs, endNs]);

it("keeps slices as they are where they are apart or one within the other", () => {
  expect(times([slice(12, 18), slice(10, 20), slice(20, 21)], 5)).toEqual([
    [15_000, 25_000],
    [17_000, 23_000],
    [25_000, 26_000],
  ]);
});

it("gives those without time a little, in turn", () => {
  expect(times([slice(5, 5), slice(5, 5), slice(5, 6)])).toEqual([
    [5_000, 6_000],
    [5_000, 5_125],
    [5_125, 5_250],
  ]);
});

it("whatever comes, no slice is empty, and any two are apart or one within the other, in order", () => {
  const any = fc.array(
    fc.tuple(fc.nat(30), fc.nat(10)).map(([start, length]) => slice(start, start + length)),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(any, fc.integer({ min: -1e6, max: 1e6 }), (slices, offsetUs) => {
      const placed = times(slices, offsetUs + 0.25);
      expect(placed).toHaveLength(slices.length);
      expect(placed.flat().every((ns) => ns % 125 === 0)).toBe(true);
      const open: number[] = [];
      let last = Number.NEGATIVE_INFINITY;
      for (const [start = 0, end = 0] of placed) {
        expect(end).toBeGreaterThan(start);
        expect(start).toBeGreaterThanOrEqual(last);
        while ((open.at(-1) ?? Number.POSITIVE_INFINITY) <= start) open.pop();
        expect(end).toBeLessThanOrEqual(open.at(-1) ?? Number.POSITIVE_INFINITY);
        open.push(end);
        last = start;
      }
    }),
  );
});
