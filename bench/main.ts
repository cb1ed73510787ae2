/** `npm run bench`: measures, prints a table with the paper's figures beside ours, and writes JSON. */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { packageRoot, packageVersion } from "#cluster";
import { Lab } from "./lab.ts";
import { demonstration } from "./measures/demonstration.ts";
import { links } from "./measures/links.ts";
import { memory } from "./measures/memory.ts";
import { programs } from "./measures/programs.ts";
import { switchModel } from "./measures/switch.ts";
import { toolchain } from "./measures/toolchain.ts";
import { workers } from "./measures/workers.ts";
import type { Row } from "./row.ts";

/** One row a group of figures. */
const MEASURES = { workers, memory, programs, toolchain, demonstration, switchModel, links };

async function measure(): Promise<Row[]> {
  const lab = await Lab.open();
  const rows: Row[] = [];
  try {
    for (const [name, take] of Object.entries(MEASURES)) {
      process.stderr.write(`measuring: ${name}\n`);
      rows.push(...(await take(lab)));
    }
  } finally {
    await lab.close();
  }
  return rows;
}

function printTable(rows: readonly Row[]): void {
  const cells = rows.map((row) => [row.what, show(row), row.paper ?? "", row.target ?? ""]);
  const table = [["", "measured", "paper", "target"], ...cells];
  const widths = [0, 1, 2, 3].map((i) =>
    Math.max(...table.map((line) => (line[i] as string).length)),
  );
  for (const line of table)
    console.log(
      line
        .map((cell, i) => cell.padEnd(widths[i] as number))
        .join("  ")
        .trimEnd(),
    );
}

function show({ value, unit }: Row): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return `${value.toFixed(digits)} ${unit}`;
}

const rows = await measure();
printTable(rows);
const folder = join(packageRoot, "bench/results");
mkdirSync(folder, { recursive: true });
const machine = {
  node: process.version,
  cores: cpus().length,
  cpu: cpus()[0]?.model,
  platform: process.platform,
};
const result = { version: packageVersion, takenAt: new Date().toISOString(), machine, rows };
writeFileSync(join(folder, "fengari.json"), `${JSON.stringify(result, undefined, 2)}\n`);
