import { beforeAll, describe, expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const COUNT = 2000;

/** Noise, asked for step by step once, by a program. Seeds are fixed: a figure that fits today fits always. */
const PROGRAM = `import { dropOuts, gaussianNoise, randomWalk, spikes, uniformNoise } from "vnetos/sensors";
  const sources = {
    gauss: gaussianNoise({ seed: 42, deviation: 2 }),
    other: gaussianNoise({ seed: 43, deviation: 2 }),
    uniform: uniformNoise({ seed: 42, from: -1, to: 3, everyMs: 10 }),
    walk: randomWalk({ seed: 42, deviation: 0.5 }),
    spikes: spikes({ seed: 42, chance: 0.1, height: 7 }),
    dropped: dropOuts(1, { seed: 42, chance: 0.02, lengthMs: 5 }),
    stuck: dropOuts((atMs) => atMs, { seed: 42, chance: 0.02, lengthMs: 5, reads: "stuck" }),
  };
  const steps = (source: (atMs: number) => number, everyMs: number) => {
    const values: number[] = [];
    for (let i = 1; i <= ${COUNT}; i++) values.push(source(i * everyMs));
    return values;
  };
  console.log(JSON.stringify({
    gauss: steps(sources.gauss, 1),
    other: steps(sources.other, 1),
    uniform: steps(sources.uniform, 10),
    walk: steps(sources.walk, 1),
    spikes: steps(sources.spikes, 1),
    dropped: steps(sources.dropped, 1),
    stuck: steps(sources.stuck, 1),
    within: [10, 13.5, 19.99, 20].map(sources.uniform),
    backwards: [9, 5, 1].map(sources.gauss),
    far: [sources.walk(2 ** 40), sources.gauss(2 ** 40), sources.gauss(-(2 ** 40)), sources.walk(-3), sources.walk(0.5)],
  }));`;

type Series = readonly number[];
let noise: Record<string, Series>;

beforeAll(() => {
  const [result] = runWorld(compileText(PROGRAM), { size: 1 });
  expect(result?.end).toBe("ok");
  noise = JSON.parse(result?.lines[0] as string);
});

const of = (name: string) => noise[name] as Series;
const mean = (values: Series) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: Series) => Math.sqrt(mean(values.map((v) => (v - mean(values)) ** 2)));
const share = (values: Series, test: (value: number) => boolean) =>
  values.filter(test).length / values.length;

function correlation(a: Series, b: Series): number {
  const both = a.slice(0, b.length).map((value, i) => (value - mean(a)) * ((b[i] ?? 0) - mean(b)));
  return mean(both) / (deviation(a) * deviation(b));
}

/** Five deviations of what a right generator gives: one seed in two million is further away. */
const FIVE = 5 / Math.sqrt(COUNT);

describe("Gaussian noise", () => {
  it("has its mean, deviation and tails", () => {
    const values = of("gauss");
    expect(Math.abs(mean(values))).toBeLessThan(2 * FIVE);
    expect(Math.abs(deviation(values) / 2 - 1)).toBeLessThan(FIVE);
    // Shares of a normal distribution within 1, 2 and 3 deviations.
    for (const [k, expected] of [0.6827, 0.9545, 0.9973].entries()) {
      const within = share(values, (value) => Math.abs(value) < 2 * (k + 1));
      const error = FIVE * Math.sqrt(expected * (1 - expected));
      expect(Math.abs(within - expected), `${k + 1} deviations`).toBeLessThan(error);
    }
  });

  it("has no memory, and nothing in common with that of another seed", () => {
    for (const lag of [1, 2, 3, 8, 64])
      expect(Math.abs(correlation(of("gauss"), of("gauss").slice(lag)))).toBeLessThan(1.1 * FIVE);
    expect(Math.abs(correlation(of("gauss"), of("other")))).toBeLessThan(FIVE);
    expect(Math.abs(correlation(of("gauss"), of("uniform")))).toBeLessThan(FIVE);
  });

  it("is the same in any order", () => {
    expect(of("backwards")).toEqual([9, 5, 1].map((i) => of("gauss")[i - 1]));
  });
});

it("uniform noise fills its range evenly, and stands still within a step", () => {
  const values = of("uniform");
  const bins = Array.from({ length: 16 }, (_, i) =>
    share(values, (value) => value >= -1 + i / 4 && value < -0.75 + i / 4),
  );
  expect(mean(bins) * 16).toBeCloseTo(1);
  for (const bin of bins) expect(Math.abs(bin - 1 / 16)).toBeLessThan(FIVE * Math.sqrt(15 / 256));
  const [a, b, c, d] = of("within");
  expect([b, c]).toEqual([a, a]);
  expect(d).not.toBe(a);
});

it("a random walk goes by normal steps that do not depend on each other", () => {
  const values = [0, ...of("walk")];
  const steps = values.slice(1).map((value, i) => value - (values[i] ?? 0));
  expect(Math.abs(mean(steps))).toBeLessThan(0.5 * FIVE);
  expect(Math.abs(deviation(steps) / 0.5 - 1)).toBeLessThan(FIVE);
  for (const lag of [1, 2, 3, 8]) {
    expect(Math.abs(correlation(steps, steps.slice(lag)))).toBeLessThan(1.1 * FIVE);
  }
  const hundreds = Array.from(
    { length: COUNT / 100 },
    (_, i) => (values[i * 100 + 100] ?? 0) - (values[i * 100] ?? 0),
  );
  expect(Math.abs(deviation(hundreds) / 5 - 1)).toBeLessThan(5 / Math.sqrt(2 * hundreds.length));
  const [far, gauss, before, start, begun] = of("far");
  expect(Math.abs(far as number)).toBeLessThan(0.5 * 5 * 2 ** 20);
  expect([gauss, before].every((value) => Math.abs(value as number) < 12)).toBe(true);
  expect([start, begun]).toEqual([0, 0]);
});

it("spikes come as often as they should, up and down", () => {
  const values = of("spikes");
  expect(new Set(values)).toEqual(new Set([0, 7, -7]));
  for (const [height, chance] of [
    [0, 0.9],
    [7, 0.05],
    [-7, 0.05],
  ] as const) {
    const error = FIVE * Math.sqrt(chance * (1 - chance));
    expect(Math.abs(share(values, (value) => value === height) - chance)).toBeLessThan(error);
  }
});

it("drop-outs last for their time, and read what they should", () => {
  const lost = of("dropped").map((value) => value === 0);
  const lengths =
    lost
      .map(String)
      .join("")
      .match(/(true)+/g)
      ?.map((run) => run.length / 4) ?? [];
  expect(Math.min(...lengths.slice(1, -1))).toBe(5);
  const expected = 1 - 0.98 ** 5;
  expect(Math.abs(mean(lost.map(Number)) - expected)).toBeLessThan(3 * FIVE);
  of("stuck").forEach((value, i) => {
    if (lost[i]) expect(i + 1 - value).toBeLessThanOrEqual(4);
    else expect(value).toBe(i + 1);
  });
  expect(of("stuck").some((value, i) => lost[i] && value < i + 1)).toBe(true);
});
