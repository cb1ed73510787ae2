import { describe, expect, it } from "vitest";
import { guideExamples } from "../support/guide.ts";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

/** What `npx vnetos up` brings up. */
const FULL = {
  topology: "full",
  neighbours: [
    [1, 2],
    [0, 2],
    [0, 1],
  ],
};

describe.each(["parallel.md", "rpc.md", "csp.md", "tuples.md"])("docs/%s", (guide) => {
  const examples = guideExamples(guide);

  it("has its examples", () => {
    expect(examples.length).toBeGreaterThanOrEqual(2);
    for (const { lines } of examples) expect(lines).not.toEqual([]);
  });

  it.each(examples)("$heading: prints what it says", ({ program, lines }) => {
    const results = runWorld(compileText(program), { size: 3, layout: FULL });
    expect(results.map(({ end }) => end)).toEqual(["ok", "ok", "ok"]);
    const printed = results.flatMap((result) => result.lines);
    // Between ranks the order is that of time.
    expect(printed.toSorted()).toEqual(lines.toSorted());
  });
});
