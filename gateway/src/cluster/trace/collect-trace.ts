import { type ClockReading, fetchTrace, quicker, readClock } from "#nodes";
import type { RankView } from "#protocol";
import type { ClusterNode } from "../cluster-node.ts";
import type { Nodes } from "../nodes.ts";
import type { RankTrace } from "./run-trace.ts";

/** Reads the clocks of nodes, and puts the surer reading of each into `into`. A node that does not answer is left out. */
export async function readClocks(
  nodes: Nodes,
  names: readonly string[],
  into: Map<string, ClockReading>,
): Promise<void> {
  await Promise.all(
    [...new Set(names)].map(async (name) => {
      const reading = await ifReachable(nodes, name, (client) => readClock(client));
      const known = into.get(name);
      if (reading) into.set(name, known ? quicker(known, reading) : reading);
    }),
  );
}

async function ifReachable<T>(
  nodes: Nodes,
  name: string,
  ask: (client: ClusterNode["client"]) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await ask(nodes.get(name).client);
  } catch {
    return undefined; // That a node is lost is told by its session.
  }
}

/** The trace of a rank, as far as its node lives and still has it. */
export async function collectRank(
  nodes: Nodes,
  { rank, node, worker, exit }: RankView,
  isGone: boolean,
): Promise<RankTrace> {
  const bad = exit !== undefined && exit.status !== "ok";
  const ended = bad ? `${exit.status}: ${exit.error?.message ?? ""}` : undefined;
  const base = { rank, node, worker, ended };
  if (worker === undefined) return { ...base, missing: "it was never placed" };
  if (isGone) return { ...base, missing: `what ran on ${node} is gone with its records` };
  try {
    return { ...base, trace: await fetchTrace(nodes.get(node).client, worker) };
  } catch (error) {
    return { ...base, missing: (error as Error).message };
  }
}
