import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { packageRoot } from "#cluster";
import type { AppSources } from "#protocol";
import type { Lab } from "../lab.ts";
import type { Row } from "../row.ts";

/** Node, rank and size: the least that a program on a board takes along. */
const MINIMAL =
  'import { node, rank, size } from "vnetos";\nconsole.log("hello from " + node + ", " + rank + " of " + size);\n';
const NO_EXERCISE = ["lib", "toolchain"];
const HEAP = `local text = io.read("a")
collectgarbage() collectgarbage()
local before = collectgarbage("count")
local program = assert(load(text, "=program"))
collectgarbage() collectgarbage()
print(collectgarbage("count") - before)`;

/** Every program on the wire, and what Lua 5.4 holds of it once it is loaded, where it is installed. */
export async function size({ gateway }: Lab): Promise<Row[]> {
  const { programs } = gateway.cluster;
  const rows: Row[] = [];
  for (const [name, app] of [["minimal", text(MINIMAL)] as const, ...exercises()]) {
    const { lua } = programs.get((await programs.compile(app)).sha256).program;
    const wire = Buffer.byteLength(lua) / 1000;
    rows.push({ id: `size.${name}.wire`, what: `${name}: on the wire`, value: wire, unit: "kB" });
    const heap = heapOf(lua);
    if (heap !== undefined)
      rows.push({ id: `size.${name}.heap`, what: `${name}: in Lua 5.4`, value: heap, unit: "kB" });
  }
  return rows;
}

function text(main: string): AppSources {
  return { entry: "main.ts", files: { "main.ts": main } };
}

function exercises(): readonly (readonly [string, AppSources])[] {
  const apps = join(packageRoot, "tstl-apps");
  const names = readdirSync(apps).filter(
    (name) => statSync(join(apps, name)).isDirectory() && !NO_EXERCISE.includes(name),
  );
  return names.map((name) => [name, exercise(join(apps, name))]);
}

function exercise(folder: string): AppSources {
  const names = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const read = (name: string) => readFileSync(join(folder, name), "utf8");
  return { entry: "main.ts", files: Object.fromEntries(names.map((name) => [name, read(name)])) };
}

function heapOf(lua: string): number | undefined {
  const done = spawnSync("lua5.4", ["-e", HEAP], { input: lua, encoding: "utf8" });
  return done.error ? undefined : (Number(done.stdout) * 1024) / 1000;
}
