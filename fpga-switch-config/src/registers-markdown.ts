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

/** The table of registers as it stands in the README (a test compares them). */
export function registersMarkdown(): string {
  const lines = REGISTERS.map(
    (row) =>
      `| ${addressText(row)} | ${row.name} | ${row.access} | ${row.width} | ${resetText(row)} | ${row.description} |`,
  );
  return [
    "| address | name | access | bits | after reset | meaning |",
    "| --- | --- | --- | --- | --- | --- |",
    ...lines,
  ].join("\n");
}
