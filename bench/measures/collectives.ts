import { app, type Lab } from "../lab.ts";
import type { Row } from "../row.ts";

/** By topology: a call as the library makes it there, and as it would make it if it knew nothing. */
const COMPARED = {
  ring: [
    ["broadcast as usual", "broadcast by tree"],
    ["allGather as usual", "allGather by doubling"],
    ["allReduce as usual", "allReduce by halving"],
  ],
  tree: [
    ["broadcast as usual", "broadcast by tree"],
    ["allGather as usual", "allGather by doubling"],
    ["allReduce as usual", "allReduce by halving"],
  ],
  star: [
    ["allGather as usual", "allGather by doubling"],
    ["allReduce as usual", "allReduce by halving"],
  ],
} as const;

const BYTES = 32_768;
const CALLS = 3;

/** What the busiest line carries in one call: it tells the same on every computer, unlike a time. */
export async function collectives(lab: Lab): Promise<Row[]> {
  const rows: Row[] = [];
  const { cluster } = lab.gateway;
  for (const [topology, pairs] of Object.entries(COMPARED)) {
    await cluster.setTopology({ name: topology });
    for (const name of pairs.flat()) {
      const id = `collectives.${topology}.${name.replaceAll(" ", "-")}`;
      const what = `${topology}: ${name}, ${BYTES / 1024} kB: busiest line, a call`;
      rows.push({ id, what, value: await busiestLine(lab, name), unit: "kB" });
    }
  }
  await cluster.setTopology({ name: "full" });
  return rows;
}

async function busiestLine(lab: Lab, name: string): Promise<number> {
  const before = await bytesOut(lab);
  await lab.run(app("bench/apps/collectives.ts"), { args: [`${BYTES}`, `${CALLS}`, name] });
  const after = await bytesOut(lab);
  const carried = after.map((bytes, port) => bytes - (before[port] ?? 0));
  // One call more, that the app does not time; its barriers are a few bytes.
  return Math.max(...carried) / (CALLS + 1) / 1000;
}

async function bytesOut({ gateway }: Lab): Promise<number[]> {
  return (await gateway.cluster.switch.view()).ports.map((port) => port.bytesOut);
}
