import { expect, it } from "vitest";
import { guideExamples } from "../support/guide.ts";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const examples = guideExamples("sync.md");

it("docs/sync.md has its examples", () => {
  expect(examples.length).toBeGreaterThanOrEqual(7);
});

it.each(examples)("docs/sync.md, $heading: prints what it says", ({ program, lines }) => {
  const results = runWorld(compileText(program), { size: 3, nodes: ["b0", "b0", "b0"] });
  const printed = results.flatMap((result) => result.lines);
  // Between ranks the order is that of time.
  expect(printed.toSorted()).toEqual(lines.toSorted());
});
