import { expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileApp } from "../support/node-world-compile.ts";

const program = compileApp("wordcount");

function expectedLines(text: string): string[] {
  const counts = new Map<string, number>();
  for (const [word] of text.toLowerCase().matchAll(/[a-z]+/g)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([word, count]) => `${word}\t${count}`);
}

/** A text of `length` words from a vocabulary of `kinds`, some much more frequent than others. */
function textOf(length: number, kinds: number): string {
  let state = 12345;
  const draw = (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const separators = [" ", "\n", ", ", " – ", "é", "'", "1", "\t\t"];
  const word = () => (draw(draw(kinds) + 1) + 10).toString(36).replace(/\d/g, "Q");
  return Array.from({ length }, () => word() + separators[draw(separators.length)]).join("");
}

const TEXTS: [name: string, text: string][] = [
  ["nothing", ""],
  ["no words", " 123 – é\n"],
  ["one word", "Word"],
  ["fewer words than ranks", "to be or not to be"],
  ["words outside ASCII", "naïve Ångström naïve “the” THE the’s"],
  ["one long word", "ab".repeat(20_000)],
  ["3,000 words", textOf(3_000, 700)],
];

it.each(TEXTS)("counts %s on 1, 3 and 8 ranks", (_, text) => {
  for (const size of [1, 3, 8]) {
    const results = runWorld(program, { size, input: [text.slice(0, 40), text.slice(40)] });
    expect(results.map(({ end }) => end)).toEqual(Array(size).fill("ok"));
    expect(results[0]?.lines).toEqual(expectedLines(text));
    for (const { lines } of results.slice(1)) expect(lines).toEqual([]);
  }
});

it("counts a file that is longer than a message", () => {
  const text = textOf(70_000, 30_000);
  expect(text.length).toBeGreaterThan(262_144);
  const results = runWorld(program, { size: 2, input: [text] });
  expect(results.map(({ end }) => end)).toEqual(["ok", "ok"]);
  expect(results[0]?.lines).toEqual(expectedLines(text));
});
