import { app, type Lab } from "../lab.ts";
import { medianTime } from "../median.ts";
import type { Row } from "../row.ts";

/** Create a worker: one NMP request, answered when the VM has loaded its program and is ready to run. */
export async function workers(lab: Lab): Promise<Row[]> {
  const { programs, nodes } = lab.gateway.cluster;
  const { sha256 } = await programs.compile(app("bench/apps/idle.ts"));
  const { client } = nodes.get("b0");
  await client.uploadProgram(sha256, Buffer.from(programs.get(sha256).program.lua));
  const made: number[] = [];
  const create = async () => {
    const worker = await client.createWorker({ program: sha256, name: "idle", start: false });
    made.push(worker.id);
  };
  await medianTime(5, create);
  const value = await medianTime(40, create);
  for (const id of made) await client.kill(id);
  return [
    {
      id: "fengari.worker.create",
      what: "create a worker (NMP request to ready)",
      value,
      unit: "ms",
      paper: "100 ms (Firefox), 140 ms (node)",
      target: "<= 10 ms",
    },
  ];
}
