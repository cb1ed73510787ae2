import type { Limits, NmpRequest, NodeInfo } from "#protocol";
import type { BoardHost } from "../host.ts";
import type { LinkLayer } from "../links/index.ts";
import type { PortTable } from "../ports/index.ts";
import type { EventLog } from "./event-log.ts";
import type { Programs } from "./programs.ts";
import type { Session, Sessions } from "./sessions.ts";
import type { WorkerTable } from "./worker-table.ts";

/** What a board consists of: the requests work on these. */
export interface Parts {
  readonly host: BoardHost;
  readonly limits: Limits;
  readonly bootId: string;
  readonly info: () => NodeInfo;
  /** ms since the node's start, with fractions. */
  readonly uptimeMs: () => number;
  readonly log: EventLog;
  readonly sessions: Sessions;
  readonly programs: Programs;
  readonly workers: WorkerTable;
  readonly ports: PortTable;
  readonly links: LinkLayer;
}

/** One request on its way to a handler. */
export interface Call {
  readonly request: NmpRequest;
  /** The variable segment of the path. */
  readonly segment: string;
  /** Undefined for requests that need none. */
  readonly session: Session | undefined;
}

/** What a handler answers becomes JSON; undefined: an empty 204. */
export type Handler = (parts: Parts, call: Call) => unknown;
