import { type NetworkRequest, type PeerRoute, VnetosError } from "#protocol";
import { Graph } from "./graph.ts";
import { checkBoards, type WiredBoard } from "./wired-boards.ts";

/** What the switch is told: outputs by input port, and outputs by label (index 0 is unused). */
export interface SwitchRoutes {
  readonly rows: readonly (readonly number[])[];
  readonly labels: readonly (readonly number[])[];
}

/** A board, or one link of it, that routes are to leave out. */
export interface Outage {
  readonly board: string;
  /** Absent: the whole board. */
  readonly link?: 0 | 1 | undefined;
}

export interface RouteRequest {
  readonly boards: readonly WiredBoard[];
  /** Neighbours, by name. */
  readonly edges: readonly (readonly [string, string])[];
  readonly down?: readonly Outage[] | undefined;
  /** Ports of the switch; default 16. */
  readonly ports?: number | undefined;
}

export interface RoutePlan {
  readonly switch: SwitchRoutes;
  /** By board name; without those that are down. */
  readonly boards: ReadonlyMap<string, NetworkRequest>;
  /** Pairs between which there is no way, each once. */
  readonly unreachable: readonly (readonly [string, string])[];
}

/** Most next hops to a peer that a board is told. */
const HOPS_MAX = 4;

const LINKS = [0, 1] as const;

/**
 * Routes for a topology: row masks and labels of the switch, and for each board the ways to every peer
 * over all its shortest paths. Outages change the ways, not the masks, so that a repair shows by itself.
 * Errors: impossible-route, naming the port, address or board that is out of range or used twice.
 */
export function planRoutes(request: RouteRequest): RoutePlan {
  const ports = request.ports ?? 16;
  checkBoards(request.boards, ports);
  const down = new Set((request.down ?? []).map(({ board, link }) => `${board}/${link ?? "*"}`));
  const wiring = new Wiring(request.boards, request.edges, down);
  const working = request.boards.filter((board) => wiring.works(board.name));
  const boards = new Map(working.map((board) => [board.name, wiring.network(board)]));
  const plan = {
    switch: { rows: rowsOf(request, ports), labels: identityLabels(ports) },
    boards,
    unreachable: unreachablePairs(request.boards, boards),
  };
  checkPlan(request.boards, plan);
  return plan;
}

/** Label n names port n - 1. */
export function identityLabels(ports: number): readonly (readonly number[])[] {
  return [[], ...Array.from({ length: ports }, (_, port) => [port])];
}

/**
 * Every path of every board must be one that the switch lets through.
 * Errors: impossible-route, naming the board, its peer and the pair of ports.
 */
export function checkPlan(boards: readonly WiredBoard[], plan: RoutePlan): void {
  for (const board of boards) {
    for (const peer of plan.boards.get(board.name)?.peers ?? []) {
      for (const path of peer.paths) checkPath(board, peer, path, plan.switch);
    }
  }
}

function checkPath(
  board: WiredBoard,
  peer: PeerRoute,
  path: PeerRoute["paths"][number],
  routes: SwitchRoutes,
): void {
  const input = board.switchPorts[path.link] ?? -1;
  const outputs = routes.labels[path.label] ?? [];
  const row = routes.rows[input] ?? [];
  if (outputs.length > 0 && outputs.every((output) => row.includes(output))) return;
  const way = `label ${path.label} from switch port ${input}`;
  throw new VnetosError(
    "impossible-route",
    `${board.name} to ${peer.name}: the switch does not let ${way} through`,
  );
}

function rowsOf({ boards, edges }: RouteRequest, ports: number): readonly (readonly number[])[] {
  const rows = Array.from({ length: ports }, () => new Set<number>());
  const byName = new Map(boards.map((board) => [board.name, board]));
  for (const [a, b] of edges) {
    const [from, to] = [boardOf(byName, a), boardOf(byName, b)];
    for (const port of from.switchPorts) for (const out of to.switchPorts) rows[port]?.add(out);
    for (const port of to.switchPorts) for (const out of from.switchPorts) rows[port]?.add(out);
  }
  return rows.map((row) => [...row].sort((a, b) => a - b));
}

function boardOf(byName: ReadonlyMap<string, WiredBoard>, name: string): WiredBoard {
  const board = byName.get(name);
  if (board === undefined) throw new VnetosError("impossible-route", `no board ${name} is wired`);
  return board;
}

function unreachablePairs(
  boards: readonly WiredBoard[],
  plans: ReadonlyMap<string, NetworkRequest>,
): readonly (readonly [string, string])[] {
  return boards.flatMap((a, index) => {
    const reached = new Set((plans.get(a.name)?.peers ?? []).map((peer) => peer.name));
    const others = boards.slice(index + 1).filter((b) => !reached.has(b.name));
    return others.map((b) => [a.name, b.name] as const);
  });
}

/** Boards, neighbours and outages together: who reaches whom over which links. */
class Wiring {
  readonly #boards: readonly WiredBoard[];
  readonly #down: ReadonlySet<string>;
  readonly #graph: Graph;

  constructor(
    boards: readonly WiredBoard[],
    edges: RouteRequest["edges"],
    down: ReadonlySet<string>,
  ) {
    this.#boards = boards;
    this.#down = down;
    const works = ([a, b]: readonly [string, string]) => this.works(a) && this.works(b);
    this.#graph = new Graph(
      boards.map((board) => board.name),
      edges.filter(works),
    );
  }

  works(board: string): boolean {
    return !this.#down.has(`${board}/*`) && [0, 1].some((link) => this.#linkWorks(board, link));
  }

  network(board: WiredBoard): NetworkRequest {
    const others = this.#boards.filter((other) => other.name !== board.name);
    const peers = others.map((peer) => this.#route(board, peer));
    return { address: board.address, peers: peers.filter((peer) => peer.paths.length > 0) };
  }

  #linkWorks(board: string, link: number): boolean {
    return !this.#down.has(`${board}/${link}`);
  }

  /**
   * Equal shortest ways are spread: each pair of boards begins with another of the next hops. Ways stand by own
   * link, then hop, then the hop's link; a board that takes the even ones on link 0 and the odd ones on link 1
   * uses both links of the hop alike.
   */
  #route(from: WiredBoard, to: WiredBoard): PeerRoute {
    const hops = this.#graph.nextHops(from.name, to.name);
    const turn = (from.address + to.address) % Math.max(1, hops.length);
    const spread = [...hops.slice(turn), ...hops.slice(0, turn)].slice(0, HOPS_MAX);
    const paths = LINKS.flatMap((own) =>
      spread.flatMap((hop) => LINKS.flatMap((theirs) => this.#path(from, own, hop, theirs))),
    );
    return { address: to.address, name: to.name, paths };
  }

  #path(from: WiredBoard, own: 0 | 1, hop: string, theirs: 0 | 1): PeerRoute["paths"] {
    if (!this.#linkWorks(from.name, own) || !this.#linkWorks(hop, theirs)) return [];
    const port = this.#boards.find((board) => board.name === hop)?.switchPorts[theirs];
    return port === undefined ? [] : [{ link: own, label: port + 1 }];
  }
}
