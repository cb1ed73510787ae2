import { describe, expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileApp } from "../support/node-world-compile.ts";
import { mrg32k3a } from "../support/node-world-random.ts";

/** Darts that hit: an independent count. */
function hitsOf(seed: number, stream: number, darts: number): number {
  const numbers = mrg32k3a(seed, stream);
  let hits = 0;
  for (let i = 0; i < darts; i++) {
    const [x, y] = [numbers.next().value as number, numbers.next().value as number];
    if (x ** 2 + y ** 2 < 1) hits++;
  }
  return hits;
}

describe("hello", () => {
  it.each([1, 3, 8])("greets from each of %i ranks and estimates pi", (size) => {
    const results = runWorld(compileApp("hello"), { size });
    const darts = Number(/of my (\d+) darts/.exec(results[0]?.lines[0] ?? "")?.[1]);
    let total = 0;
    results.forEach(({ lines, end }, rank) => {
      const hits = hitsOf(2024, rank, darts);
      total += hits;
      expect(end).toBe("ok");
      expect(lines[0]).toBe(
        `hello, I am rank ${rank} of ${size}: ${hits} of my ${darts} darts hit`,
      );
    });
    const names = results.map((_, rank) => `b${rank}`).join(" ");
    const pi = (4 * total) / (darts * size);
    expect(results[0]?.lines[1]).toBe(`${names}: together ${total} hits, so pi is about ${pi}`);
  });
});

describe("ring", () => {
  it.each([1, 2, 5])("goes round %i ranks", (size) => {
    const [first] = runWorld(compileApp("ring"), { size, args: ["4"] });
    expect(first?.end).toBe("ok");
    expect(first?.lines.filter((line) => line.includes(`: ${size} hops, `))).toHaveLength(4);
    expect(first?.lines.at(-1)).toBe(`the token went 4 times round ${size} boards`);
  });

  it("refuses a wrong number of rounds", () => {
    const [first] = runWorld(compileApp("ring"), { size: 1, args: ["x"] });
    expect(first?.end).toBe("VnetosError: rounds: x is no whole number from 1");
  });
});

describe("pi", () => {
  const program = compileApp("pi");
  const darts = 6_401;
  let hits = 0;
  for (let block = 0; block < 64; block++) hits += hitsOf(7, block, block === 0 ? 101 : 100);

  it.each([1, 3, 8])("finds Node's digits on %i ranks", (size) => {
    const [first] = runWorld(program, { size, args: [String(darts), "7"] });
    expect(first?.end).toBe("ok");
    expect(first?.lines[0]).toBe(`${hits} of ${darts} darts hit`);
    expect(first?.lines[1]?.startsWith(`pi is about ${4 * (hits / darts)}, give or take 0.0`)).toBe(
      true,
    );
  });

  it("refuses a wrong seed", () => {
    const [first] = runWorld(program, { size: 1, args: ["100", "-1"] });
    expect(first?.end).toBe("VnetosError: seed: -1 is no whole number from 0 to 2147483645");
  });
});
