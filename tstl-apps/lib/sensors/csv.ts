import { VnetosError } from "../vnetos-error.ts";
import { checkWord } from "./check-number.ts";

/** How a CSV text is written. */
export interface CsvOptions {
  /** What stands between two cells. Default: `;`, a tab or `,`, the first of them that the header row has. */
  readonly separator?: string | undefined;
  /** The decimal mark of numbers. Default `"."`. */
  readonly decimal?: "." | "," | undefined;
}

/** A row of a table and the line of the text that it stands in, from 1. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/** A CSV text, taken apart. */
export interface CsvTable {
  readonly columns: readonly string[];
  readonly rows: readonly CsvRow[];
}

/**
 * Takes a CSV text apart. Its first row names the columns; empty lines are passed over. A cell may stand in double
 * quotes, with a quote within it doubled, but not go over several lines.
 *
 * @throws VnetosError `bad-request` that names the line: no header, a row with more or fewer cells than it, a quote
 * that does not end.
 *
 * ```ts
 * const table = readCsv(readInput());
 * console.log(table.columns.join(" and "), table.rows.length);
 * ```
 */
export function readCsv(text: string, options: CsvOptions = {}): CsvTable {
  if (options.separator === "")
    throw new VnetosError("bad-request", "readCsv(separator): it is empty, give a character");
  checkWord("readCsv(decimal)", options.decimal ?? ".", ".", ",");
  const lines = withoutMark(text).split("\n");
  let columns: string[] | undefined;
  let separator = options.separator;
  const rows: CsvRow[] = [];
  lines.forEach((written, i) => {
    const line = written.endsWith("\r") ? written.substring(0, written.length - 1) : written;
    if (line.trim() === "") return;
    separator ??= separatorOf(line);
    const cells = cellsOf(line, separator, i + 1);
    if (columns === undefined) columns = cells;
    else if (cells.length === columns.length) rows.push({ line: i + 1, cells });
    else throw fault(i + 1, `${cells.length} cells, the header has ${columns.length}`);
  });
  if (columns === undefined) throw fault(1, "no header row, the text is empty");
  return { columns, rows };
}

/**
 * A column of a table as numbers.
 *
 * @throws VnetosError `bad-request` for a column that is not there, or with the lines whose cell is no number.
 */
export function numbersOf(table: CsvTable, column: string, options: CsvOptions = {}): number[] {
  const at = table.columns.indexOf(column);
  if (at < 0) {
    const text = `csv: no column "${column}", there are ${table.columns.join(", ")}`;
    throw new VnetosError("bad-request", text);
  }
  const bad: CsvRow[] = [];
  const numbers = table.rows.map((row) => {
    const number = numberOf(row.cells[at] as string, options.decimal ?? ".");
    if (number === undefined) bad.push(row);
    return number ?? 0;
  });
  if (bad.length === 0) return numbers;
  const { line, cells } = bad[0] as CsvRow;
  throw fault(line, `"${cells[at]}" in column "${column}" is no number${more(bad)}`);
}

function withoutMark(text: string): string {
  return text.startsWith("\uFEFF") ? text.substring("\uFEFF".length) : text;
}

function separatorOf(header: string): string {
  if (header.includes(";")) return ";";
  return header.includes("\t") ? "\t" : ",";
}

function cellsOf(line: string, separator: string, number: number): string[] {
  if (!line.includes('"')) return line.split(separator).map((cell) => cell.trim());
  const cells: string[] = [];
  let at = 0;
  while (at <= line.length) {
    const quoted = line.charAt(at) === '"';
    const end = quoted ? endOfQuoted(line, at, number) : endOfPlain(line, separator, at);
    const cell = line.substring(at, end);
    cells.push(quoted ? cell.substring(1, cell.length - 1).replaceAll('""', '"') : cell.trim());
    if (end < line.length && !line.startsWith(separator, end)) {
      throw fault(number, `text after the quote that ends at column ${end}`);
    }
    at = end + separator.length;
  }
  return cells;
}

function endOfPlain(line: string, separator: string, at: number): number {
  const end = line.indexOf(separator, at);
  return end < 0 ? line.length : end;
}

/** The place behind the quote that ends the cell. */
function endOfQuoted(line: string, at: number, number: number): number {
  let quote = line.indexOf('"', at + 1);
  while (quote >= 0 && line.charAt(quote + 1) === '"') quote = line.indexOf('"', quote + 2);
  if (quote < 0) throw fault(number, `the quote at column ${at + 1} does not end`);
  return quote + 1;
}

function numberOf(cell: string, decimal: string): number | undefined {
  const text = cell.trim();
  const number = Number(decimal === "," ? text.replace(",", ".") : text);
  return text === "" || number - number !== 0 ? undefined : number;
}

function more(bad: readonly CsvRow[]): string {
  if (bad.length === 1) return "";
  const others = bad.slice(1, 6).map(({ line }) => String(line));
  if (bad.length > 6) others.push("…");
  return `, nor in ${bad.length === 2 ? "line" : "lines"} ${others.join(", ")}`;
}

function fault(line: number, text: string): VnetosError {
  return new VnetosError("bad-request", `csv line ${line}: ${text}`);
}
