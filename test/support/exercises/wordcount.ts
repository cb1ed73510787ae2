import { expect } from "vitest";
import type { Exercise, ExerciseCase } from "./exercise.ts";

export const wordcount: Exercise = {
  name: "wordcount",
  cases: [
    text(textOf(2_000, 500)),
    text(""),
    text(" 123 – é\n"),
    text("Word"),
    text("to be or not to be"),
    text("naïve Ångström naïve “the” THE the’s"),
    text("ab".repeat(20_000)),
  ],
  refuses: [],
};

function text(input: string): ExerciseCase {
  const expected = expectedLines(input);
  const check: ExerciseCase["check"] = ({ lines: [first, ...others] }) => {
    expect(first).toEqual(expected);
    expect(others.flat()).toEqual([]);
  };
  return { args: [], input, check };
}

export function expectedLines(input: string): string[] {
  const counts = new Map<string, number>();
  for (const [word] of input.toLowerCase().matchAll(/[a-z]+/g)) {
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([word, count]) => `${word}\t${count}`);
}

/** A text of `length` words from a vocabulary of `kinds`, some much more frequent than others. */
export function textOf(length: number, kinds: number): string {
  let state = 12345;
  const draw = (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const separators = [" ", "\n", ", ", " – ", "é", "'", "1", "\t\t"];
  const word = () => (draw(draw(kinds) + 1) + 10).toString(36).replace(/\d/g, "Q");
  return Array.from({ length }, () => word() + separators[draw(separators.length)]).join("");
}
