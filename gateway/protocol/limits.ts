/** Version of NMP that this code speaks. A node and a client that differ in it refuse each other. */
export const NMP_VERSION = 1;

/** What a node can hold. Told in `GET /nmp/info`; every node may have smaller or larger ones. */
export interface Limits {
  /** Longest request or answer body, bytes. */
  readonly bodyBytes: number;
  /** Longest program (Lua text), bytes; uploaded in parts of at most `bodyBytes`. */
  readonly programBytes: number;
  /** Longest message between ports, bytes. */
  readonly messageBytes: number;
  readonly workers: number;
  readonly ports: number;
  readonly connections: number;
  readonly sessions: number;
  /** Default and greatest memory budget of a worker, bytes. */
  readonly workerMemoryBytes: number;
  /** Bytes of events that the node keeps for a client that is away. */
  readonly eventBytes: number;
  /** Records that the traces of all its workers keep together; 0: this node does not trace. */
  readonly traceRecords: number;
}

export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 65_536,
  programBytes: 1_048_576,
  messageBytes: 262_144,
  workers: 64,
  ports: 1_024,
  connections: 1_024,
  sessions: 8,
  workerMemoryBytes: 16_777_216,
  eventBytes: 262_144,
  traceRecords: 262_144,
};

/** How long a name of a node, port, program or run may be, and of what. */
export const NAME_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$/;

/** A session without a request for this long is closed, and its workers with it. */
export const SESSION_LINGER_MS = 60_000;

/** The longest that `GET /nmp/events` waits for news. */
export const EVENT_WAIT_MAX_MS = 30_000;

/** A peer that has connections and was not heard for this long is gone. */
export const PEER_SILENCE_MS = 2_000;

/** Answers that a session keeps, so that a repeated request executes once. */
export const REPEATED_REQUESTS_KEPT = 64;
