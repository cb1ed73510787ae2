/**
 * NMP version 1: what goes over the wire between a client (the gateway, or anyone) and a node's root.
 * The README beside this file is the normative text.
 */
import type { ErrorCode, WireError } from "./errors.ts";
import type { Limits } from "./limits.ts";

export type NmpMethod = "GET" | "POST" | "PUT" | "DELETE";

/** One request, freed of its transport. `path` has no query; `query` is parsed. */
export interface NmpRequest {
  readonly method: NmpMethod;
  /** For example `/nmp/workers/3`. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  /** From `POST /nmp/session`; needed by everything but `info` and opening a session. */
  readonly session?: string | undefined;
  /** Chosen by the client, unique in its session: the same id again gets the first answer again. */
  readonly requestId?: string | undefined;
  /** Empty, or JSON in UTF-8; for programs the raw Lua text. */
  readonly body: Uint8Array;
}

export interface NmpResponse {
  readonly status: number;
  /** JSON in UTF-8. */
  readonly body: Uint8Array;
}

export type BoardKind = "fengari" | "native" | "esp32";

/** `GET /nmp/info`: served in the clear, also by a node that has a key. */
export interface NodeInfo {
  readonly nmp: number;
  readonly kind: BoardKind;
  readonly name: string;
  readonly firmware: string;
  readonly lua: string;
  /** New at every start of the node: 16 hexadecimal digits. */
  readonly bootId: string;
  /** True: this node has a key and takes sealed requests only. */
  readonly sealed: boolean;
  readonly limits: Limits;
  /** For example "shell", "files", "links". */
  readonly capabilities: readonly string[];
  readonly uptimeMs: number;
  /** Why the board started, where it knows: "power-on", "panic", "task-watchdog", … */
  readonly resetReason?: string | undefined;
}

/** `POST /nmp/session`. */
export interface SessionRequest {
  readonly nmp: number;
  /** Who asks, for people. */
  readonly client: string;
  /** The session to take up again, if it still lives. */
  readonly resume?: string | undefined;
}

export interface SessionAnswer {
  readonly session: string;
  /** False: `resume` was given, but that session is gone. */
  readonly resumed: boolean;
  readonly bootId: string;
  /** Number of the oldest event still kept, and of the next one to come. */
  readonly firstEvent: number;
  readonly nextEvent: number;
}

export type Lifetime = "session" | "detached";
/** ready: created, not started. waiting: blocked in a call (receive, sleep, input, a full port). */
export type WorkerState = "ready" | "running" | "waiting" | "ended";

/** Answer to `GET` and `PUT /nmp/programs/{sha256}`. */
export interface ProgramState {
  /** Bytes that are here, from the program's start on without a gap. */
  readonly received: number;
  /** True: all of it is here and has the hash that is its name. */
  readonly complete: boolean;
}

/** This worker's place in a run: what the library shows as rank and size. */
export interface World {
  readonly run: string;
  readonly rank: number;
  /** Node name of each rank; its length is the size. */
  readonly nodes: readonly string[];
  /** The shape in which the run's nodes were joined at its start, rank i at place i; `custom`: no named one. Absent: not known. */
  readonly topology?: string | undefined;
  /** Ranks to which no other node stands between: on this rank's node or on one next to it. Absent: not known. */
  readonly neighbours?: readonly number[] | undefined;
}

/** A connection that lives as long as its worker. */
export interface ConnectionRequest {
  /** The port on this node. */
  readonly port: string;
  readonly remote: { readonly node: string; readonly port: string };
  /** 1..65535, the same at both ends and unique between the two nodes. Not used within one node. */
  readonly channel: number;
}

/** `POST /nmp/workers`. */
export interface WorkerRequest {
  /** SHA-256 of an uploaded program, 64 hexadecimal digits; absent for a shell. */
  readonly program?: string | undefined;
  /** True: an interactive Lua shell that takes its lines from `input`. */
  readonly shell?: boolean | undefined;
  readonly name: string;
  readonly args?: readonly string[] | undefined;
  readonly world?: World | undefined;
  /** Memory budget, bytes; absent: the node's default. */
  readonly memoryBytes?: number | undefined;
  /** CPU time budget, ms; absent: none. */
  readonly cpuMs?: number | undefined;
  readonly lifetime?: Lifetime | undefined;
  /** Ports made (where missing) and attached to before the program's first line. */
  readonly ports?: readonly string[] | undefined;
  readonly connections?: readonly (ConnectionRequest & { readonly id: string })[] | undefined;
  /** Records that a trace of this worker keeps; absent: no trace. */
  readonly traceRecords?: number | undefined;
  /** False: stay `ready` until `POST /nmp/workers/{id}/start`. Default true. */
  readonly start?: boolean | undefined;
}

export interface WorkerExit {
  readonly status: "ok" | "failed" | "killed";
  readonly error?: (WireError & { readonly traceback?: string | undefined }) | undefined;
}

/**
 * How a worker has spent its time since its start, whole microseconds of the node's clock, and what it sent and
 * received. The times are disjoint and together all of it; a worker that was not started has zeros.
 */
export interface WorkerActivity {
  /** Its program ran. A node without a CPU clock (Fengari) counts the time within the worker's turns. */
  readonly computing: number;
  /** It could run, but other workers had their turn. */
  readonly queued: number;
  /** Blocked in `receive`. */
  readonly receiving: number;
  /** Blocked in `send` or `wait`, until the message was delivered. */
  readonly sending: number;
  /** Blocked in `counterTake`: a lock, a semaphore, an event. */
  readonly locking: number;
  readonly sleeping: number;
  /** Blocked in `input`. */
  readonly input: number;
  /** Waiting for room for its output. */
  readonly output: number;
  /** Messages that were delivered, and their bytes. */
  readonly messagesOut: number;
  readonly bytesOut: number;
  /** Messages that it has taken, and their bytes. */
  readonly messagesIn: number;
  readonly bytesIn: number;
}

export interface WorkerStatus {
  readonly id: number;
  readonly name: string;
  readonly program?: string | undefined;
  readonly state: WorkerState;
  readonly exit?: WorkerExit | undefined;
  readonly world?: World | undefined;
  readonly lifetime: Lifetime;
  readonly memory: { readonly used: number; readonly peak: number; readonly budget: number };
  readonly cpuMs: number;
  /** Since the worker was created. */
  readonly ageMs: number;
  /** The least C stack that its thread has had left so far; where the node knows, and while it has a thread. */
  readonly stackFreeBytes?: number | undefined;
  readonly activity: WorkerActivity;
}

/** Answer to `GET /nmp/workers`. */
export interface WorkerList {
  readonly workers: readonly WorkerStatus[];
}

/** `POST /nmp/workers/{id}/input`. */
export interface InputRequest {
  readonly text: string;
  /** True: no more will come. */
  readonly end?: boolean | undefined;
}

/** `PUT /nmp/network`: who this node is among its peers, and how their frames travel. */
export interface NetworkRequest {
  /** This node's address in link frames, 1..254. */
  readonly address: number;
  readonly peers: readonly PeerRoute[];
}

export interface PeerRoute {
  readonly address: number;
  readonly name: string;
  /** Ways to this peer, equally good; a frame takes any that works. */
  readonly paths: readonly { readonly link: number; readonly label: number }[];
}

export type NodeEvent = {
  readonly seq: number /** ms since the node's start. */;
  readonly at: number;
} & (
  | {
      readonly type: "output";
      readonly worker: number;
      readonly stream: "out" | "err";
      readonly text: string;
    }
  | { readonly type: "worker"; readonly worker: WorkerStatus }
  | {
      readonly type: "file";
      readonly worker: number;
      readonly name: string;
      readonly data: string;
      readonly last: boolean;
    }
  | {
      readonly type: "peer";
      readonly peer: string;
      readonly state: "lost" | "back";
      readonly message: string;
    }
  | {
      readonly type: "link";
      readonly link: number;
      readonly state: "up" | "down";
      readonly message: string;
    }
);

/** `GET /nmp/events?after=N&wait=MS`: events with seq > N; N = 0 asks for all that is kept. */
export interface EventsAnswer {
  readonly bootId: string;
  readonly events: readonly NodeEvent[];
  /** Ask for `after` this next. */
  readonly last: number;
  /** Events after N that no longer fitted the log. */
  readonly dropped: number;
}

export interface LinkStats {
  readonly up: boolean;
  readonly framesOut: number;
  readonly framesIn: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
  /** Frames sent again. */
  readonly retries: number;
  /** Frames with a wrong CRC-32, a broken COBS code or a broken header. */
  readonly badFrames: number;
  /** Frames passed on for other nodes. */
  readonly forwarded: number;
  /** Frames dropped because a queue was full. */
  readonly dropped: number;
  /** Bytes that wait to be sent. */
  readonly backlog: number;
}

export interface PortStats {
  readonly name: string;
  readonly attached: readonly number[];
  readonly connections: readonly string[];
  readonly messagesIn: number;
  readonly messagesOut: number;
  readonly bytesIn: number;
  readonly bytesOut: number;
  /** Messages that wait to be received. */
  readonly queued: number;
}

/** `GET /nmp/stats`. */
export interface NodeStats {
  readonly uptimeMs: number;
  readonly memory: { readonly used: number; readonly free: number };
  readonly cpuMs: number;
  readonly workers: readonly WorkerStatus[];
  readonly ports: readonly PortStats[];
  readonly links: readonly LinkStats[];
  readonly events: { readonly first: number; readonly last: number; readonly dropped: number };
}

/** Body of every answer whose status is not 2xx. */
export interface ErrorBody {
  readonly error: WireError;
}

export type { ErrorCode, WireError };
