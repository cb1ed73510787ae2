import { describe, expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

describe.each([2, 3, 5])("%i ranks that name two roots", (size) => {
  it.each([
    "broadcast(rank, { root: rank % 2 })",
    "scatter([0, 1, 2, 3, 4].slice(0, size), { root: rank % 2 })",
    "gather(rank, { root: rank % 2 })",
    "reduce(rank, sum, { root: rank % 2 })",
  ])("%s: each that fails names the call and its root", (call) => {
    const program = compileText(
      `import { broadcast, gather, rank, reduce, scatter, size, sum } from "vnetos";
       void [broadcast, gather, rank, reduce, scatter, size, sum];
       ${call};`,
    );
    const failed = runWorld(program, { size })
      .map(({ end }) => end)
      .filter((end) => end !== "ok");
    const name = call.slice(0, call.indexOf("("));
    expect(failed.length).toBeGreaterThan(0);
    for (const end of failed) {
      expect(end).toMatch(new RegExp(`\\(b\\d\\) is in "${name}.* in "${name}`));
      expect(end).toContain(`${name}, root 1 #1"`);
      expect(end).toContain("with the same root");
    }
  });
});
