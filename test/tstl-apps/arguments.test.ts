import { expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const program = compileText(`import { choiceArgument, numberArgument, wholeArgument } from "vnetos";
  const count = wholeArgument(0, "count", { standard: 7, least: 1, most: 9 });
  const share = numberArgument(1, "share", { standard: 0.5, most: 1 });
  const order = choiceArgument(2, "order", ["up", "down"]);
  console.log(count, share, order);`);

const CASES: [args: string[], printed: string[], end: string][] = [
  [[], ["7 0.5 up"], "ok"],
  [["9", "-0.25", "down"], ["9 -0.25 down"], "ok"],
  [["1", "1e-3", "up"], ["1 0.001 up"], "ok"],
  [["0"], [], "VnetosError: count: 0 is no whole number from 1 to 9"],
  [["10"], [], "VnetosError: count: 10 is no whole number from 1 to 9"],
  [["2.5"], [], "VnetosError: count: 2.5 is no whole number from 1 to 9"],
  [["many"], [], "VnetosError: count: many is no whole number from 1 to 9"],
  [[""], [], "VnetosError: count:  is no whole number from 1 to 9"],
  [["NaN"], [], "VnetosError: count: NaN is no whole number from 1 to 9"],
  [["1", "2"], [], "VnetosError: share: 2 is no number to 1"],
  [["1", "-Infinity"], [], "VnetosError: share: -Infinity is no number to 1"],
  [["1", "1", "left"], [], "VnetosError: order: left is none of up, down"],
];

it.each(CASES)("--args %j", (args, printed, end) => {
  const [first] = runWorld(program, { size: 1, args });
  expect(first?.end).toBe(end);
  expect(first?.lines).toEqual(printed);
});
