import { REGISTERS, type RegisterRow } from "./registers.ts";

function hex(value: number): string {
  return `0x${value.toString(16).toUpperCase().padStart(4, "0")}`;
}

function addressText(row: RegisterRow): string {
  const index = row.span === "one" ? "" : ` + ${row.stride}·${row.span}`.replace("1·", "");
  return `\`${hex(row.address)}\`${index}${row.mask ? " + w" : ""}`;
}

function resetText(row: RegisterRow): string {
  if (row.name === "PORTS") return "the build's";
  if (typeof row.reset === "string") return row.reset;
  return row.reset > 0xffff ? hex(row.reset) : String(row.reset);
}

const HEADINGS = ["address", "name", "access", "bits", "after reset", "meaning"];

function cellsOf(row: RegisterRow): readonly string[] {
  const { name, access, width, description } = row;
  return [addressText(row), name, access, String(width), resetText(row), description];
}

/** The table of registers as it stands in the README, its columns aligned (a test compares them). */
export function registersMarkdown(): string {
  const rows = [HEADINGS, ...REGISTERS.map(cellsOf)];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(" | ")} |`;
  const rule = line(widths.map((width) => "-".repeat(width)));
  return [line(HEADINGS), rule, ...REGISTERS.map((row) => line(cellsOf(row)))].join("\n");
}
