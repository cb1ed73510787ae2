import { DEFAULT_LIMITS, type NetworkRequest, type PeerRoute, type WireError } from "#protocol";
import { type LinkEvent, LinkLayer } from "../../lua-runtime/src/links/index.ts";
import { Inbox, PortTable } from "../../lua-runtime/src/ports/index.ts";
import { SimulatedClock } from "./simulation-clock.ts";
import { SeededRandom } from "./simulation-random.ts";
import { SimulatedSwitch } from "./simulation-switch.ts";
import { type CableSettings, CLEAN_CABLE, SimulatedWire } from "./simulation-wire.ts";

export type Topology = "full" | "ring";

export interface SimulationOptions {
  readonly seed: number;
  readonly boards: number;
  readonly topology?: Topology;
  /** Links of a board that are used. */
  readonly links?: 1 | 2;
  readonly cable?: Partial<CableSettings>;
  /** Room of each port of a worker, bytes. */
  readonly bytesPerPort?: number;
  readonly messageBytes?: number;
}

/** A board as far as links and ports go; a worker of it is an `Inbox`. */
export interface SimulatedBoard {
  readonly name: string;
  links: LinkLayer;
  ports: PortTable;
  readonly wires: readonly SimulatedWire[];
  readonly events: LinkEvent[];
}

/** A whole cluster in one process: boards, cables and switch, on a clock that jumps, with a seed. */
export class Simulation {
  readonly clock = new SimulatedClock();
  readonly random: SeededRandom;
  readonly boards: SimulatedBoard[];
  readonly switch: SimulatedSwitch;
  readonly options: SimulationOptions;
  topology: Topology;
  /** Everything noted, with its time: two runs with one seed give the same. */
  readonly trace: string[] = [];
  #lastWorker = 0;
  #lastChannel = 0;

  constructor(options: SimulationOptions) {
    this.options = options;
    this.topology = options.topology ?? "full";
    this.random = new SeededRandom(options.seed);
    const wires = Array.from({ length: 2 * options.boards }, () => this.#cable());
    this.switch = new SimulatedSwitch(wires);
    this.boards = Array.from({ length: options.boards }, (_, index) => this.#board(index, wires));
    this.configure(this.topology);
  }

  board(index: number): SimulatedBoard {
    const board = this.boards[index];
    if (board === undefined) throw new Error(`no board ${index} in the simulation`);
    return board;
  }

  /** Routes for all boards, and the switch's rows. */
  configure(topology: Topology): void {
    this.topology = topology;
    const count = this.boards.length;
    for (const [index, board] of this.boards.entries()) {
      const outputs = neighbours(topology, count, index).flatMap((n) => [2 * n, 2 * n + 1]);
      for (const link of [0, 1]) this.switch.rows[2 * index + link] = new Set(outputs);
      board.links.configure(this.#network(index));
    }
  }

  /** A worker: attached to `ports` of a board. */
  worker(board: number, ports: readonly string[], bytesPerPort?: number): Inbox {
    const room = bytesPerPort ?? this.options.bytesPerPort ?? 262_144;
    const inbox = new Inbox({ owner: ++this.#lastWorker, bytesPerPort: room });
    for (const port of ports) this.board(board).ports.attach(port, inbox);
    return inbox;
  }

  /** Ties two ports. The answer: the channel. */
  connect(
    a: { board: number; port: string; owner?: Inbox },
    b: { board: number; port: string; owner?: Inbox },
  ): number {
    const channel = ++this.#lastChannel;
    this.connectEnd(a, b, channel);
    this.connectEnd(b, a, channel);
    return channel;
  }

  connectEnd(
    a: { board: number; port: string; owner?: Inbox },
    b: { board: number; port: string },
    channel: number,
  ): void {
    const remote = { node: this.board(b.board).name, port: b.port };
    this.board(a.board).ports.connect(`c${channel}`, { port: a.port, remote, channel }, a.owner);
  }

  send(board: number, port: string, from: Inbox, message: Uint8Array): SentMessage {
    const sent: SentMessage = { state: "waiting", error: undefined, tookMs: 0, cancel: () => {} };
    const startedAt = this.clock.now;
    const cancel = this.board(board).ports.send(port, from, message, (error) => {
      sent.state = error === undefined ? "done" : "failed";
      sent.error = error;
      sent.tookMs = this.clock.now - startedAt;
      this.note(`b${board} ${port} ${sent.state} ${error?.code ?? ""}`);
    });
    sent.cancel = cancel;
    return sent;
  }

  note(text: string): void {
    this.trace.push(`${this.clock.now.toFixed(6)} ${text}`);
  }

  /** For how long from now. True: `until` came to hold. */
  run(forMs: number, until?: () => boolean): boolean {
    return this.clock.run(this.clock.now + forMs, until);
  }

  cable(board: number, link: number, faults: Partial<CableSettings>): void {
    const wire = this.board(board).wires[link];
    if (wire !== undefined) Object.assign(wire.cable, faults);
  }

  allCables(faults: Partial<CableSettings>): void {
    for (const { wires } of this.boards)
      for (const wire of wires) Object.assign(wire.cable, faults);
  }

  /** The board starts anew: all that it knew is gone. */
  reboot(index: number): void {
    const board = this.board(index);
    board.links.stop();
    for (const wire of board.wires) wire.silence();
    Object.assign(board, this.#software(board.name, board.wires, board.events));
    board.links.configure(this.#network(index));
  }

  #network(index: number): NetworkRequest {
    const whole = networkOf(this.topology, this.boards.length, index);
    if (this.options.links !== 1) return whole;
    const peers = whole.peers.map((peer) => ({
      ...peer,
      paths: peer.paths.filter(({ link, label }) => link === 0 && label % 2 === 1),
    }));
    return { ...whole, peers };
  }

  #cable(): SimulatedWire {
    const cable = { ...CLEAN_CABLE, ...this.options.cable };
    return new SimulatedWire(this.clock, this.random, cable);
  }

  #board(index: number, allWires: readonly SimulatedWire[]): SimulatedBoard {
    const name = `b${index}`;
    const wires = allWires.slice(2 * index, 2 * index + 2);
    const events: LinkEvent[] = [];
    return { name, wires, events, ...this.#software(name, wires, events) };
  }

  #software(
    name: string,
    wires: readonly SimulatedWire[],
    events: LinkEvent[],
  ): Pick<SimulatedBoard, "links" | "ports"> {
    const host = this.clock.host(this.random);
    const messageBytes = this.options.messageBytes ?? DEFAULT_LIMITS.messageBytes;
    const onEvent = (event: LinkEvent) => void events.push(event);
    const links = new LinkLayer({ host, wires, messageBytes, onEvent });
    const limits = { ...DEFAULT_LIMITS, messageBytes };
    return { links, ports: new PortTable({ name, host, links, limits }) };
  }
}

export interface SentMessage {
  state: "waiting" | "done" | "failed";
  error: WireError | undefined;
  tookMs: number;
  cancel: () => void;
}

function neighbours(topology: Topology, count: number, index: number): number[] {
  if (topology === "full") return [...Array(count).keys()].filter((other) => other !== index);
  return [...new Set([(index + 1) % count, (index + count - 1) % count])].filter(
    (n) => n !== index,
  );
}

/** Shortest ways, equally good ones all. */
function networkOf(topology: Topology, count: number, index: number): NetworkRequest {
  const peers: PeerRoute[] = [];
  for (let other = 0; other < count; other++) {
    if (other === index) continue;
    const firsts = neighbours(topology, count, index).map((first) => ({
      first,
      far: distance(topology, count, first, other),
    }));
    const least = Math.min(...firsts.map(({ far }) => far));
    const paths = firsts
      .filter(({ far }) => far === least)
      .flatMap(({ first }) => [0, 1].flatMap((link) => pathsOver(link, first)));
    peers.push({ address: other + 1, name: `b${other}`, paths });
  }
  return { address: index + 1, peers };
}

function pathsOver(link: number, board: number): { link: number; label: number }[] {
  return [
    { link, label: 2 * board + 1 },
    { link, label: 2 * board + 2 },
  ];
}

function distance(topology: Topology, count: number, from: number, to: number): number {
  if (from === to) return 0;
  if (topology === "full") return 1;
  const around = Math.abs(from - to);
  return Math.min(around, count - around);
}
