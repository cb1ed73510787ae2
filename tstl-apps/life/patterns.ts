import { random } from "vnetos";
import type { Block } from "vnetos/parallel";
import type { Row } from "./row.ts";

export const PATTERNS = ["glider", "acorn", "random"] as const;

/** In the world's upper left corner. */
const PICTURES = {
  glider: [".#.", "..#", "###"],
  acorn: ["........", "..#.....", "....#...", ".##..###"],
} as const;

/** The rows of a board's band in the first generation. */
export function startingRows(
  pattern: (typeof PATTERNS)[number],
  n: number,
  { start, end }: Block,
): Row[] {
  const rows: Row[] = [];
  for (let y = start; y < end; y++) {
    rows.push(pattern === "random" ? randomRow(y, n) : pictureRow(PICTURES[pattern], y, n));
  }
  return rows;
}

/** A third of the cells is alive. Each row has its own stream of numbers: it is the same on whatever board it lies. */
function randomRow(y: number, n: number): Row {
  const draw = random(1970, y);
  return Array.from({ length: n }, () => (draw() < 1 / 3 ? 1 : 0));
}

function pictureRow(picture: readonly string[], y: number, n: number): Row {
  const line = picture[y] ?? "";
  return Array.from({ length: n }, (_, x) => (line.charAt(x) === "#" ? 1 : 0));
}
