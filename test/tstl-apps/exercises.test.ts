import { describe, expect, it } from "vitest";
import { EXERCISES, SIZES } from "../support/exercises/index.ts";
import { runWorld } from "../support/node-world.ts";
import { compileApp } from "../support/node-world-compile.ts";

describe.each(EXERCISES)("$name", ({ name, cases, refuses }) => {
  let compiled: string | undefined;
  const program = () => {
    compiled ??= compileApp(name);
    return compiled;
  };

  it.each(SIZES)("gives its result on %i ranks", (size) => {
    for (const { args, input, check } of cases) {
      const results = runWorld(program(), {
        size,
        args,
        input: input === undefined ? [] : [input],
      });
      expect(results.map(({ end }) => end)).toEqual(Array(size).fill("ok"));
      const lines = results.map((rank) => rank.lines);
      check({ size, lines, files: results.flatMap(({ files }) => files) });
    }
  });

  it.runIf(refuses.length > 0)("names a wrong argument", () => {
    for (const [args, error] of refuses) {
      const results = runWorld(program(), { size: 2, args });
      expect(results.map(({ end }) => end)).toEqual(Array(2).fill(`VnetosError: ${error}`));
    }
  });
});
