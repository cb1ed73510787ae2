/** What a traced worker records: `GET /nmp/workers/{worker}/trace`. The README beside this file is the normative text. */

/** The numbers of the kinds of records. */
export const TRACE_KINDS = {
  run: 1,
  send: 2,
  post: 3,
  delivery: 4,
  receive: 5,
  sleep: 6,
  input: 7,
  output: 8,
  lock: 9,
  span: 10,
} as const;

export type TraceKind = keyof typeof TRACE_KINDS;

/**
 * Kind, start, end, a, b, c: whole numbers; start and end in microseconds since the node's start.
 *
 *   run                          a: when its program first ran, b: microseconds that it ran, c: 0
 *   send, post, delivery,        a: number of the port's name, b: bytes of the message, c: number of the message on
 *   receive                      that port, from 1; 0: not delivered, not in time, or nothing received
 *   span                         a: number of its name, b: 0, c: 0
 *   the others                   0, 0, 0
 */
export type TraceRecord = readonly [
  kind: number,
  start: number,
  end: number,
  a: number,
  b: number,
  c: number,
];

/** One page of a worker's trace. */
export interface TraceAnswer {
  /** Records that are kept at most; of more, the oldest go. */
  readonly capacity: number;
  /** Records that were made so far. */
  readonly recorded: number;
  /** Names that there are so far. */
  readonly nameCount: number;
  /** Those from the number that was asked for on; the first of all is "": none, or one that found no room. */
  readonly names: readonly string[];
  /** For a port whose sends have failed: number of its name, number of the first message that was not delivered. */
  readonly failed: readonly (readonly [name: number, message: number])[];
  /** Number of the first of `records`, from 0. */
  readonly first: number;
  readonly records: readonly TraceRecord[];
}

/** Answer to `GET /nmp/clock`. */
export interface ClockAnswer {
  /** Microseconds since the node's start. */
  readonly us: number;
}

/** Names of ports and spans that a trace tells apart, the empty one included. */
export const TRACE_NAMES = 256;

/** Longest name in a trace, bytes; of a longer one the beginning counts. */
export const TRACE_NAME_BYTES = 63;

/** Spans that may be open within each other; one within more is not recorded. */
export const TRACE_SPANS = 32;
