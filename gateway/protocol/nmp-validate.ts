/** From JSON values to the requests of `nmp.ts`. Each throws VnetosError `bad-request` that names the field and its value. */
import type { CableFaults } from "./api.ts";
import { VnetosError } from "./errors.ts";
import { EVENT_WAIT_MAX_MS, NMP_VERSION } from "./limits.ts";
import { MAX_ADDRESS, MIN_ADDRESS } from "./link-frame.ts";
import type {
  ConnectionRequest,
  InputRequest,
  NetworkRequest,
  PeerRoute,
  SessionRequest,
  WorkerRequest,
  World,
} from "./nmp.ts";
import {
  boolean,
  decimal,
  integer,
  list,
  name,
  number,
  object,
  oneOf,
  optional,
  type Rule,
  refuse,
  sha256,
  text,
} from "./value-rules.ts";

const UINT32_MAX = 4_294_967_295;
const channel = integer(1, 65_535);
const address = integer(MIN_ADDRESS, MAX_ADDRESS);
const longText = text(0, 65_536);

const sessionRequest = object<SessionRequest>({
  nmp: integer(1, 65_535),
  client: text(1, 128),
  resume: optional(text(1, 64)),
});

const world = object<World>({
  run: name,
  rank: integer(0, 4_095),
  nodes: list(name, 1, 4_096),
  topology: optional(name),
  neighbours: optional(list(integer(0, 4_095), 0, 4_095)),
});

const remote = object<ConnectionRequest["remote"]>({ node: name, port: name });

const connectionRequest = object<ConnectionRequest>({ port: name, remote, channel });

const workerConnection = object<ConnectionRequest & { readonly id: string }>({
  id: name,
  port: name,
  remote,
  channel,
});

const workerRequest = object<WorkerRequest>({
  program: optional(sha256),
  shell: optional(boolean),
  name,
  args: optional(list(longText, 0, 256)),
  world: optional(world),
  memoryBytes: optional(integer(1, UINT32_MAX)),
  cpuMs: optional(integer(1, UINT32_MAX)),
  lifetime: optional(oneOf("session", "detached")),
  ports: optional(list(name, 0, 1_024)),
  connections: optional(list(workerConnection, 0, 1_024)),
  traceRecords: optional(integer(1, UINT32_MAX)),
  start: optional(boolean),
});

const inputRequest = object<InputRequest>({ text: longText, end: optional(boolean) });

const path = object<PeerRoute["paths"][number]>({ link: integer(0, 15), label: integer(1, 255) });

const peerRoute = object<PeerRoute>({ address, name, paths: list(path, 0, 16) });

const networkRequest = object<NetworkRequest>({
  address,
  peers: list(peerRoute, 0, 253),
});

const cableFaults = object<CableFaults>({
  cut: optional(boolean),
  ber: optional(number(0, 0.1)),
  loss: optional(number(0, 0.5)),
  delayMs: optional(number(0, 10_000)),
});

/** @throws VnetosError also `unsupported-version`, which is looked for before the other fields */
export function parseSessionRequest(value: unknown): SessionRequest {
  checkVersion(value);
  return sessionRequest(value, "");
}

const versioned = object<{ nmp: number }>({ nmp: integer(1, 65_535) });

/** @throws VnetosError `unsupported-version` when `nmp` is another version than ours */
export function checkVersion(value: unknown): void {
  const { nmp } = versioned(value, "");
  if (nmp === NMP_VERSION) return;
  throw new VnetosError(
    "unsupported-version",
    `the client speaks NMP ${nmp}, this node speaks NMP ${NMP_VERSION}`,
  );
}

export function parseWorkerRequest(value: unknown): WorkerRequest {
  const request = workerRequest(value, "");
  if ((request.shell === true) === (request.program !== undefined)) {
    refuse("program", "there, or shell true, and not both", request.program);
  }
  const size = request.world?.nodes.length ?? 1;
  const isRank = integer(0, size - 1);
  isRank(request.world?.rank ?? 0, "world.rank");
  request.world?.neighbours?.forEach((peer, i) => void isRank(peer, `world.neighbours[${i}]`));
  return request;
}

export function parseConnectionRequest(value: unknown): ConnectionRequest {
  return connectionRequest(value, "");
}

export function parseInputRequest(value: unknown): InputRequest {
  return inputRequest(value, "");
}

export function parseNetworkRequest(value: unknown): NetworkRequest {
  const request = networkRequest(value, "");
  const taken = new Set([request.address]);
  request.peers.forEach((peer, i) => {
    if (taken.has(peer.address)) {
      refuse(`peers[${i}].address`, "an address that no other node has", peer.address);
    }
    taken.add(peer.address);
  });
  return request;
}

export function parseCableFaults(value: unknown): CableFaults {
  return cableFaults(value, "");
}

const optionalDecimal: Rule<number | undefined> = optional(decimal(0, Number.MAX_SAFE_INTEGER));

/** The query of `GET /nmp/events`: both 0 when missing. */
export function parseEventsQuery(query: Readonly<Record<string, string>>): {
  readonly after: number;
  readonly wait: number;
} {
  return {
    after: optionalDecimal(query.after, "after") ?? 0,
    wait: optional(decimal(0, EVENT_WAIT_MAX_MS))(query.wait, "wait") ?? 0,
  };
}

/** The query of `GET /nmp/workers/{worker}/trace`: both 0 when missing. */
export function parseTraceQuery(query: Readonly<Record<string, string>>): {
  readonly names: number;
  readonly records: number;
} {
  return {
    names: optionalDecimal(query.names, "names") ?? 0,
    records: optionalDecimal(query.records, "records") ?? 0,
  };
}

/** The query of `PUT /nmp/programs/{sha256}`: when missing, the body is the whole program. */
export function parseProgramQuery(
  query: Readonly<Record<string, string>>,
  bodyBytes: number,
): { readonly offset: number; readonly total: number } {
  const offset = optionalDecimal(query.offset, "offset") ?? 0;
  const total = optionalDecimal(query.total, "total") ?? offset + bodyBytes;
  if (offset + bodyBytes > total) {
    refuse("offset", `such that ${bodyBytes} bytes end by the total of ${total}`, offset);
  }
  return { offset, total };
}
