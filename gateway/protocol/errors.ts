/**
 * The one list of error codes of VNetOS. The C enum of the firmware mirrors it (compared by a test),
 * and every refusal on the wire carries one: `{"error":{"code","message"}}`.
 */
export const ERROR_CODES = {
  "bad-request": { status: 400, meaning: "the request is not of the form that the README gives" },
  "bad-json": { status: 400, meaning: "the body is not JSON in UTF-8, or nests too deep" },
  "bad-frame": { status: 400, meaning: "bytes that are no link frame, or one of a wrong checksum" },
  "sealed-required": { status: 401, meaning: "the node has a key: it takes sealed requests only" },
  "wrong-key": { status: 401, meaning: "the proof or the seal does not fit the node's key" },
  "no-channel": {
    status: 401,
    meaning: "the sealed channel is unknown or has expired: say hello again",
  },
  replayed: { status: 401, meaning: "a sealed request whose counter was used before" },
  forbidden: { status: 403, meaning: "not from here: a foreign Host, Origin, address or token" },
  "not-found": { status: 404, meaning: "no such resource" },
  "no-session": { status: 404, meaning: "the session is unknown or has expired: open a new one" },
  "no-such-node": { status: 404, meaning: "no node of that name or address" },
  "no-such-worker": { status: 404, meaning: "no worker of that number on this node" },
  "no-such-port": { status: 404, meaning: "no port of that name on this node" },
  "no-such-program": { status: 404, meaning: "the program was not uploaded to this node" },
  "method-not-allowed": { status: 405, meaning: "the resource exists, the method does not" },
  conflict: { status: 409, meaning: "the name or number is taken, or the state does not allow it" },
  deadlock: { status: 409, meaning: "every worker that could end the wait waits itself" },
  "hash-mismatch": { status: 409, meaning: "the upload's SHA-256 is not the one in its name" },
  "length-required": {
    status: 411,
    meaning: "a body needs Content-Length; chunked bodies are not taken",
  },
  "too-large": { status: 413, meaning: "a body, message or program over the node's limit" },
  "unsupported-media-type": { status: 415, meaning: "a body that is not application/json" },
  "unsupported-version": {
    status: 426,
    meaning: "the two sides speak different protocol versions",
  },
  "limit-reached": {
    status: 429,
    meaning: "all workers, ports, connections or sessions are in use",
  },
  "program-refused": { status: 422, meaning: "the program does not load: syntax or a Lua limit" },
  "compile-failed": {
    status: 422,
    meaning: "the app does not compile; diagnostics are beside the message",
  },
  "impossible-route": {
    status: 422,
    meaning: "the switch or the topology cannot carry that route",
  },
  "out-of-memory": { status: 507, meaning: "a worker's or the node's memory budget is used up" },
  "out-of-time": { status: 504, meaning: "a worker's time budget is used up" },
  timeout: { status: 504, meaning: "the wait has ended before what was waited for came" },
  unreachable: {
    status: 502,
    meaning: "the peer node does not answer: its links are cut or it is down",
  },
  "peer-rebooted": {
    status: 502,
    meaning: "the peer node started anew; what was under way may be lost",
  },
  "no-receiver": { status: 502, meaning: "nobody is attached to the other end of the connection" },
  closed: { status: 502, meaning: "the other end of the connection has ended" },
  killed: { status: 500, meaning: "the worker was killed" },
  "program-error": { status: 500, meaning: "the program raised an error that nobody caught" },
  internal: { status: 500, meaning: "a fault of VNetOS itself; please report it" },
} as const satisfies Record<string, { status: number; meaning: string }>;

export type ErrorCode = keyof typeof ERROR_CODES;

/** What crosses a wire, a thread or a process: an `Error` does not survive structured clone. */
export interface WireError {
  readonly code: ErrorCode;
  /** For people, with the offending name or value in it. */
  readonly message: string;
}

/** The one error class: a code for programs, a message for people, the HTTP status that goes with it. */
export class VnetosError extends Error {
  readonly code: ErrorCode;
  override readonly name = "VnetosError";

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  get status(): number {
    return ERROR_CODES[this.code].status;
  }

  toWire(): WireError {
    return { code: this.code, message: this.message };
  }
}

export function isErrorCode(value: unknown): value is ErrorCode {
  return typeof value === "string" && Object.hasOwn(ERROR_CODES, value);
}

/** Any throw as what may cross the wire: an unknown error tells nothing of the inside. */
export function toWireError(thrown: unknown): WireError {
  if (thrown instanceof VnetosError) return thrown.toWire();
  return { code: "internal", message: "internal error" };
}

export function fromWireError(wire: WireError): VnetosError {
  return new VnetosError(wire.code, wire.message);
}
