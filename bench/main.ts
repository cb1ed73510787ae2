/** `npm run bench`: measures, prints a table with the paper's figures beside ours, and writes JSON. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { packageRoot, packageVersion } from "#cluster";
import { Lab } from "./lab.ts";
import { collectives } from "./measures/collectives.ts";
import { demonstration } from "./measures/demonstration.ts";
import { faithfulness } from "./measures/faithfulness.ts";
import { links } from "./measures/links.ts";
import { memory } from "./measures/memory.ts";
import { programs } from "./measures/programs.ts";
import { size } from "./measures/size.ts";
import { switchModel } from "./measures/switch.ts";
import { toolchain } from "./measures/toolchain.ts";
import { workers } from "./measures/workers.ts";
import type { Row } from "./row.ts";

/** One row a group of figures. */
const MEASURES = {
  workers,
  memory,
  programs,
  toolchain,
  size,
  faithfulness,
  demonstration,
  switchModel,
  links,
  collectives,
};
/** `npm run bench -- NAME…` takes those anew and keeps the other rows of the last result. */
const CHOSEN = process.argv.slice(2);

async function measure(): Promise<Row[]> {
  const lab = await Lab.open();
  const rows: Row[] = [];
  try {
    for (const [name, take] of Object.entries(MEASURES)) {
      if (CHOSEN.length > 0 && !CHOSEN.includes(name)) continue;
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
const file = join(folder, "fengari.json");
const machine = {
  node: process.version,
  cores: cpus().length,
  cpu: cpus()[0]?.model,
  platform: process.platform,
};
const kept =
  CHOSEN.length > 0 ? lastRows().filter(({ id }) => !rows.some((row) => row.id === id)) : [];
const takenAt = new Date().toISOString();
const result = { version: packageVersion, takenAt, machine, rows: [...kept, ...rows] };
writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`);

function lastRows(): readonly Row[] {
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).rows : [];
}
