import { join } from "node:path";
import { packageRoot, StateFolder } from "#cluster/package";
import { type GatewayInfo, VnetosError } from "#protocol";
import { type GatewayAddress, GatewayClient } from "./gateway-client.ts";

/** What a gateway that is up leaves in the state folder. */
export interface GatewayRecord extends GatewayAddress {
  readonly pid: number;
}

const FILE = "gateway.json";

/** `VNETOS_HOME`, or `.vnetos` in the project's folder. */
export function stateFolder(): StateFolder {
  return new StateFolder(process.env.VNETOS_HOME ?? join(packageRoot, ".vnetos"));
}

/** The gateway that is up, if one is. A record whose gateway does not answer is stale. */
export async function findGateway(): Promise<GatewayClient | undefined> {
  const record = stateFolder().read(FILE) as GatewayRecord | undefined;
  if (!record) return undefined;
  const client = new GatewayClient(record);
  try {
    await client.get<GatewayInfo>("/api");
    return client;
  } catch (error) {
    // Nobody there, or somebody else with another token on that port: our gateway is gone.
    if (error instanceof VnetosError) return undefined;
    throw error;
  }
}

/** @throws VnetosError `unreachable` when no gateway is up */
export async function needGateway(): Promise<GatewayClient> {
  const client = await findGateway();
  if (client) return client;
  throw new VnetosError("unreachable", "no cluster is up: start one with `npx vnetos up`");
}

export function recordGateway(record: GatewayRecord): void {
  stateFolder().write(FILE, record);
}

/** Removes the record if it is this process's own. */
export function forgetGateway(): void {
  const folder = stateFolder();
  const record = folder.read(FILE) as GatewayRecord | undefined;
  if (record?.pid === process.pid) folder.remove(FILE);
}
