import { expect, it } from "vitest";
import { guideExamples } from "../support/guide.ts";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

/** The rod as one rank would compute it. */
function heatOfRod(cells: number, steps: number): number {
  let rod = [100, ...Array(cells + 1).fill(0)] as number[];
  const at = (i: number) => rod[i] ?? 0;
  for (let step = 0; step < steps; step++)
    rod = rod.map((old, i) => (i === 0 || i > cells ? old : (at(i - 1) + at(i + 1)) / 2));
  return rod.slice(1, -1).reduce((sum, cell) => sum + cell, 0);
}

it.each([1, 2, 4, 8])("docs/tracing.md: its program prints what it says on %i ranks", (size) => {
  const [example, ...more] = guideExamples("tracing.md");
  expect(more).toEqual([]);
  const results = runWorld(compileText(example?.program ?? ""), { size });
  expect(results.flatMap(({ lines }) => lines)).toEqual(example?.lines);
  expect(example?.lines).toEqual([`heat in the rod: ${heatOfRod(400, 30).toFixed(6)}`]);
});
