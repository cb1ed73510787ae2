import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { packageRoot } from "#cluster";
import type { Lab } from "../lab.ts";
import { app } from "../lab.ts";
import type { Row } from "../row.ts";

/** Memory of a VM: the heap of a process that holds many workers, before and after, by the number of them. */
export async function memory(lab: Lab): Promise<Row[]> {
  const { programs } = lab.gateway.cluster;
  const { sha256 } = await programs.compile(app("bench/apps/idle.ts"));
  const { lua } = programs.get(sha256).program;
  const script = join(packageRoot, "dist/bench-memory.js");
  const child = spawnSync(process.execPath, ["--expose-gc", script], {
    input: lua,
    encoding: "utf8",
  });
  if (child.status !== 0) throw new Error(child.stderr);
  return [
    {
      id: "fengari.vm.memory",
      what: "memory for each VM, with a small program",
      value: Number(child.stdout),
      unit: "kB",
      paper: "800 kB (native)",
    },
  ];
}
