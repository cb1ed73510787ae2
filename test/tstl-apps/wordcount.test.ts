import { expect, it } from "vitest";
import { expectedLines, textOf } from "../support/exercises/wordcount.ts";
import { runWorld } from "../support/node-world.ts";
import { compileApp } from "../support/node-world-compile.ts";

it("counts a file that is longer than a message and comes in parts", () => {
  const text = textOf(70_000, 30_000);
  expect(text.length).toBeGreaterThan(262_144);
  const input = [text.slice(0, 40), text.slice(40)];
  const results = runWorld(compileApp("wordcount"), { size: 2, input });
  expect(results.map(({ end }) => end)).toEqual(["ok", "ok"]);
  expect(results[0]?.lines).toEqual(expectedLines(text));
});
