import { stripVTControlCharacters } from "node:util";
import { type Style, style as stdoutStyle } from "./style.ts";
import { textWidth } from "./text-width.ts";

const QUANTITY =
  /^[-+]?\d[\d.,]*(?:e[-+]?\d+)?(?: ?(?:B|kB|MB|GB|ms|s|min|h|d|%|\/s))?(?: \d+ (?:s|min|h))?$/;
/** What may stand in a column of numbers. */
const NOTHING = new Set(["", "-", "none", "failed", "killed"]);
const GAP = "  ";

/** Columns under their heads; columns of numbers and quantities stand right. No line ends with a space. */
export function formatTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  style: Style = stdoutStyle,
): string {
  const columns = head.map((title, i) => {
    const cells = rows.map((row) => row[i] ?? "");
    return { width: Math.max(...[title, ...cells].map(textWidth)), right: isQuantities(cells) };
  });
  const line = (cells: readonly string[]) =>
    columns
      .map(({ width, right }, i) => pad(cells[i] ?? "", width, right))
      .join(GAP)
      .trimEnd();
  return [style.dim(line(head)), ...rows.map(line)].join("\n");
}

function isQuantities(cells: readonly string[]): boolean {
  const plain = cells.map((cell) => stripVTControlCharacters(cell));
  const told = plain.filter((cell) => !NOTHING.has(cell));
  return told.length > 0 && told.every((cell) => QUANTITY.test(cell));
}

function pad(cell: string, width: number, right: boolean): string {
  const space = " ".repeat(Math.max(0, width - textWidth(cell)));
  return right ? space + cell : cell + space;
}
