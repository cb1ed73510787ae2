import { expect, it } from "vitest";
import { guideExamples } from "../support/guide.ts";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const examples = guideExamples("sensors.md");

it("docs/sensors.md has its examples", () => {
  expect(examples.length).toBeGreaterThanOrEqual(5);
});

it.each(examples)("docs/sensors.md, $heading: prints what it says", ({ program, lines }) => {
  const size = program.includes("rank") ? 3 : 1;
  const results = runWorld(compileText(program), { size });
  expect(results.map(({ end }) => end)).toEqual(results.map(() => "ok"));
  expect(results.flatMap((result) => result.lines)).toEqual(lines);
});
