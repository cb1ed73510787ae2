/**
 * The gateway's API as types: REST under `/api`, one WebSocket at `/api/events`.
 * CLI, page and people's own scripts use this and nothing else.
 */
import type { WifiNetwork } from "./board-settings.ts";
import type { WireError } from "./errors.ts";
import type {
  LinkStats,
  NodeInfo,
  PortStats,
  WorkerActivity,
  WorkerExit,
  WorkerStatus,
} from "./nmp.ts";

/** `GET /api`. */
export interface GatewayInfo {
  readonly name: "vnetos";
  readonly version: string;
  readonly pid: number;
  /** New at every start of the gateway. */
  readonly startId: string;
  readonly url: string;
  readonly uptimeMs: number;
  readonly topology: string;
  readonly nodes: number;
}

export type NodeState = "starting" | "up" | "lost" | "down";

/** `GET /api/nodes`, `GET /api/nodes/{name}`. */
export interface NodeView {
  readonly name: string;
  /** virtual: started and supervised by this gateway. attached: somebody else's, at an address. */
  readonly origin: "virtual" | "attached";
  readonly state: NodeState;
  /** Why it is not up. */
  readonly reason?: string | undefined;
  readonly url: string;
  /** Address in link frames, 1..254; absent: not wired to the switch. */
  readonly address?: number | undefined;
  /** Switch ports of link 0 and link 1. */
  readonly switchPorts?: readonly [number, number] | undefined;
  /** Times that the gateway started it again. */
  readonly restarts: number;
  readonly info?: NodeInfo | undefined;
  readonly memory?: { readonly used: number; readonly free: number } | undefined;
  readonly cpuMs?: number | undefined;
  readonly workers: readonly WorkerStatus[];
  readonly ports: readonly PortStats[];
  readonly links: readonly LinkStats[];
}

/** `POST /api/nodes`: attach a node at an address. */
export interface AttachRequest {
  readonly url: string;
  /** Default: the name that the node tells. */
  readonly name?: string | undefined;
  /** Its key, 64 hexadecimal digits, when it has one. */
  readonly key?: string | undefined;
  /** The pair of switch ports that its links are wired to: board number n has ports 2n and 2n+1. */
  readonly board?: number | undefined;
}

export interface Diagnostic {
  readonly severity: "error" | "warning";
  /** For example "TS2322" or "VN1004". */
  readonly code: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly length: number;
  readonly message: string;
  readonly sourceLine: string;
  /** What to write instead. */
  readonly advice?: string | undefined;
}

/** An app's own sources, by path relative to the folder that all of them are in; `/` separates. */
export interface AppSources {
  readonly entry: string;
  readonly files: Readonly<Record<string, string>>;
}

/** `POST /api/programs` answers this; `GET /api/programs` lists it. */
export interface ProgramView {
  readonly sha256: string;
  readonly name: string;
  readonly bytes: number;
  readonly warnings: readonly Diagnostic[];
  /** True: it was in the cache. */
  readonly cached: boolean;
  readonly compileMs: number;
}

/** Body of the 422 answer to sources that do not compile. */
export interface CompileFailure {
  readonly error: WireError;
  readonly diagnostics: readonly Diagnostic[];
}

/** `POST /api/runs`: one worker on each node, all started together. */
export interface RunRequest {
  readonly app: AppSources | { readonly program: string };
  readonly name?: string | undefined;
  /** Default: every node that is up and wired. A name may stand more than once. */
  readonly nodes?: readonly string[] | undefined;
  readonly args?: readonly string[] | undefined;
  /** Standard input of rank 0. */
  readonly input?: string | undefined;
  readonly timeoutMs?: number | undefined;
  readonly memoryBytes?: number | undefined;
  readonly cpuMs?: number | undefined;
  /** Records that each rank's trace keeps; absent: no trace. */
  readonly traceRecords?: number | undefined;
  /** True: its workers outlive the gateway's session, and it belongs to the network document. */
  readonly detached?: boolean | undefined;
}

export type RunState = "starting" | "running" | "ended";

export interface RunView {
  readonly id: string;
  readonly name: string;
  readonly program: string;
  readonly state: RunState;
  readonly detached: boolean;
  readonly startedAt: string;
  readonly elapsedMs: number;
  readonly ranks: readonly RankView[];
  /** When ended: ok only if every rank ended so. */
  readonly exit?: WorkerExit | undefined;
}

export interface RankView {
  readonly rank: number;
  readonly node: string;
  /** Number of the worker on its node; absent: not created. */
  readonly worker?: number | undefined;
  readonly exit?: WorkerExit | undefined;
  /** When ended; absent where its node could not tell any more. */
  readonly activity?: WorkerActivity | undefined;
}

/** `GET /api/topology`, `PUT /api/topology`. */
export interface TopologyRequest {
  /** ring, mesh, torus, star, tree, hypercube, full, or custom with `edges`. */
  readonly name: string;
  /** Pairs of node names, for custom. */
  readonly edges?: readonly (readonly [string, string])[] | undefined;
}

export interface TopologyView {
  readonly name: string;
  readonly edges: readonly (readonly [string, string])[];
}

/** `GET /api/switch`. */
export interface SwitchView {
  readonly id: string;
  readonly version: string;
  readonly state: "up" | "lost";
  readonly ports: readonly SwitchPortView[];
  /** Allowed input -> output pairs, as rows of output numbers by input. */
  readonly rows: readonly (readonly number[])[];
  /** Line speed of the model, bits/s; 0: unlimited. */
  readonly lineSpeed: number;
}

export interface SwitchPortView {
  readonly port: number;
  /** Which board's link is wired here, for example "b0/1". */
  readonly link?: string | undefined;
  readonly connected: boolean;
  readonly framesIn: number;
  readonly bytesIn: number;
  readonly framesOut: number;
  readonly bytesOut: number;
  /** Frames that broke the rules of framing: oversize, bad COBS. */
  readonly errors: number;
  readonly dropped: number;
  readonly unrouted: number;
  readonly backPressure: number;
  /** Bytes in the queues now, and the most there have been. */
  readonly queued: number;
  readonly highestFill: number;
}

/** `PUT /api/links/{node}/{link}`: faults on the cable between a board and the switch. */
export interface CableFaults {
  readonly cut?: boolean | undefined;
  /** Bit error rate, 0..0.1, both directions. */
  readonly ber?: number | undefined;
  /** Probability that a byte is lost, 0..0.5. */
  readonly loss?: number | undefined;
  readonly delayMs?: number | undefined;
}

/** The faults of a cable, none left out. */
export interface CableState {
  readonly cut: boolean;
  readonly ber: number;
  readonly loss: number;
  readonly delayMs: number;
}

export interface LinkView {
  readonly node: string;
  readonly link: number;
  readonly switchPort: number;
  readonly faults: CableState;
  readonly stats?: LinkStats | undefined;
}

/** A connection between named ports of two nodes, made by hand or by a network document. */
export interface ConnectionView {
  readonly id: string;
  readonly a: PortRef;
  readonly b: PortRef;
  readonly state: "up" | "waiting";
}

export interface PortRef {
  readonly node: string;
  readonly port: string;
}

/** `GET /api/network`, `PUT /api/network`: the whole lab, code included. */
export interface NetworkDocument {
  readonly format: "vnetos-network";
  readonly version: 1;
  readonly nodes: readonly NetworkNode[];
  readonly topology: TopologyRequest;
  readonly connections: readonly {
    readonly id: string;
    readonly a: PortRef;
    readonly b: PortRef;
  }[];
  readonly faults: readonly ({ readonly node: string; readonly link: number } & CableFaults)[];
  readonly lineSpeed: number;
  readonly runs: readonly NetworkRun[];
}

export interface NetworkNode {
  readonly name: string;
  readonly origin: "virtual" | "attached";
  /** Which pair of switch ports: 2n and 2n+1. */
  readonly board?: number | undefined;
  readonly url?: string | undefined;
}

export interface NetworkRun {
  readonly name: string;
  readonly app: AppSources;
  readonly nodes: readonly string[];
  readonly args: readonly string[];
  readonly input: string;
  readonly memoryBytes?: number | undefined;
  readonly cpuMs?: number | undefined;
}

/** `GET /api/flash/ports`: a serial port, and what is known of the board behind it. */
export interface FlashPortView {
  /** For example `/dev/ttyUSB0`. */
  readonly port: string;
  readonly protocol: string;
  /** Kinds of boards that it may be, by what it tells over USB; none: a plain serial adapter. */
  readonly boards: readonly { readonly name: string; readonly fqbn: string }[];
  /** What answered there; absent: nothing did. */
  readonly info?: Pick<NodeInfo, "name" | "kind" | "firmware" | "uptimeMs"> | undefined;
  /** When this gateway's machine flashed it last (ISO 8601), and with which build. */
  readonly flashedAt?: string | undefined;
  readonly build?: string | undefined;
}

/** `POST /api/flash`: put firmware on boards, then name, key and Wi-Fi. */
export interface FlashRequest {
  /** Absent: all ports that are there. One that is absent is skipped and named. */
  readonly ports?: readonly string[] | undefined;
  /** Kind of board, as arduino-cli names it. Default: the one that the sketch's `sketch.yaml` names. */
  readonly fqbn?: string | undefined;
  /** Folder of the sketch. Default: the firmware of this package. */
  readonly sketch?: string | undefined;
  /** With `{n}` for a number that no other board has. Default b{n}. */
  readonly name?: string | undefined;
  readonly wifi?: WifiNetwork | undefined;
  /** True: boards that have all of it already are flashed nevertheless. */
  readonly again?: boolean | undefined;
}

/** absent: its port is not there. unchanged: it has this firmware and these settings already. */
export type FlashState =
  | "waiting"
  | "uploading"
  | "setting-up"
  | "verifying"
  | "done"
  | "unchanged"
  | "absent"
  | "failed";

export interface FlashBoardView {
  readonly port: string;
  readonly name: string;
  readonly state: FlashState;
  /** Uploads begun. */
  readonly tries: number;
  readonly elapsedMs: number;
  /** What the board told of its firmware when it was verified. */
  readonly firmware?: string | undefined;
  /** Where it serves NMP; absent: on its serial line only. */
  readonly url?: string | undefined;
  /** Why it failed, or is tried again. */
  readonly error?: WireError | undefined;
  /** File with all that its upload printed. */
  readonly log?: string | undefined;
}

/** `POST /api/flash` answers this, `GET /api/flash/{id}` shows how far it is. */
export interface FlashJobView {
  readonly id: string;
  readonly state: "compiling" | "flashing" | "ended";
  /** Empty until it is known. */
  readonly fqbn: string;
  readonly sketch: string;
  readonly startedAt: string;
  readonly elapsedMs: number;
  readonly build?:
    | { readonly id: string; readonly cached: boolean; readonly compileMs: number }
    | undefined;
  readonly boards: readonly FlashBoardView[];
  /** Why no board was begun. */
  readonly error?: WireError | undefined;
  /** The compiler's text, when that was it. */
  readonly compilerText?: string | undefined;
}

/** What the WebSocket `/api/events?after=N` sends, one JSON text each; seq counts from 1 in this start of the gateway. */
export type GatewayEvent = { readonly seq: number /** ISO 8601. */; readonly time: string } & (
  | { readonly type: "hello"; readonly startId: string; readonly dropped: number }
  | {
      readonly type: "output";
      readonly node: string;
      readonly worker: number;
      readonly run?: string | undefined;
      readonly rank?: number | undefined;
      readonly stream: "out" | "err";
      readonly text: string;
    }
  | {
      readonly type: "file";
      readonly node: string;
      readonly worker: number;
      readonly run?: string | undefined;
      readonly name: string;
      readonly data: string;
      readonly last: boolean;
    }
  | {
      readonly type: "worker";
      readonly node: string;
      readonly run?: string | undefined;
      readonly worker: WorkerStatus;
    }
  | { readonly type: "run"; readonly run: RunView }
  | {
      readonly type: "node";
      readonly node: string;
      readonly state: NodeState;
      readonly message: string;
    }
  | {
      readonly type: "notice";
      readonly node?: string | undefined;
      readonly level: "info" | "warning" | "error";
      readonly message: string;
    }
  | { readonly type: "topology"; readonly topology: TopologyView }
  | { readonly type: "flash"; readonly job: FlashJobView }
  | { readonly type: "traffic"; readonly sample: TrafficSample }
);

/** Sent a few times a second while somebody listens and something changes: what the page draws. */
export interface TrafficSample {
  readonly nodes: readonly Pick<
    NodeView,
    "name" | "state" | "memory" | "cpuMs" | "workers" | "links"
  >[];
  readonly switchPorts: readonly SwitchPortView[];
}
