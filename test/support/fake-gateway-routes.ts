import {
  type CableFaults,
  type GatewayEvent,
  type GatewayInfo,
  type TopologyRequest,
  VnetosError,
} from "#protocol";
import type { FakeCluster } from "./fake-gateway-cluster.ts";

/** An event without what the gateway adds. */
export type FakeNews = GatewayEvent extends infer Event
  ? Event extends GatewayEvent
    ? Omit<Event, "seq" | "time">
    : never
  : never;

/** What the page asked for, other than reading. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

/** What the routes need of the fake gateway. */
export interface RouteContext {
  readonly cluster: FakeCluster;
  readonly info: GatewayInfo;
  emit(news: FakeNews): void;
}

/** The REST side of the fake gateway. @throws VnetosError as the real one answers */
export function answerRequest(gateway: RouteContext, seen: SeenRequest): unknown {
  const [, resource, ...rest] = seen.path.split("/").filter((part) => part !== "");
  switch (`${seen.method} ${resource ?? ""}`) {
    case "GET ":
      return gateway.info;
    case "GET nodes":
      return gateway.cluster.nodes;
    case "GET links":
      return gateway.cluster.links;
    case "GET topology":
      return gateway.cluster.topology;
    case "GET switch":
      return gateway.cluster.switch;
    case "GET runs":
      return gateway.cluster.runs;
    case "PUT topology":
      return putTopology(gateway, (seen.body as TopologyRequest).name);
    case "PUT links":
      return putFaults(gateway, rest, seen.body as CableFaults);
    case "DELETE workers":
      return killWorker(gateway, rest);
    case "DELETE runs":
      return stopRun(gateway, rest[0] ?? "");
    default:
      throw new VnetosError("not-found", `no ${seen.method} ${seen.path}`);
  }
}

function putTopology(gateway: RouteContext, name: string): unknown {
  if (!gateway.cluster.setTopology(name))
    throw new VnetosError("impossible-route", `no ${name} of 8 boards`);
  gateway.emit({ type: "topology", topology: gateway.cluster.topology });
  return gateway.cluster.topology;
}

function putFaults(gateway: RouteContext, rest: readonly string[], faults: CableFaults): unknown {
  const view = gateway.cluster.setFaults(rest[0] ?? "", Number(rest[1]), faults);
  if (!view) throw new VnetosError("not-found", `no link ${rest.join("/")}`);
  return view;
}

function killWorker(gateway: RouteContext, rest: readonly string[]): unknown {
  const [node = "", id = ""] = rest;
  const worker = gateway.cluster.nodes
    .find((view) => view.name === node)
    ?.workers.find((status) => status.id === Number(id));
  if (!worker || !gateway.cluster.killWorker(node, worker.id))
    throw new VnetosError("no-such-worker", `no worker ${id} on ${node}`);
  const exit = {
    status: "killed",
    error: { code: "killed", message: "killed by a person" },
  } as const;
  gateway.emit({ type: "worker", node, worker: { ...worker, state: "ended", exit } });
  return { ...worker, state: "ended", exit };
}

function stopRun(gateway: RouteContext, id: string): unknown {
  const run = gateway.cluster.runs.find((one) => one.id === id);
  if (!run) throw new VnetosError("not-found", `no run ${id}`);
  const ended = { ...run, state: "ended", elapsedMs: 8_200, exit: { status: "killed" } } as const;
  gateway.cluster.runs = gateway.cluster.runs.map((one) => (one.id === id ? ended : one));
  gateway.emit({ type: "run", run: ended });
  return ended;
}
