import {
  type NmpResponse,
  REPEATED_REQUESTS_KEPT,
  SESSION_LINGER_MS,
  VnetosError,
} from "#protocol";
import type { BoardHost } from "../host.ts";

/** One client's standing with the node. */
export interface Session {
  readonly id: string;
  readonly client: string;
}

interface Entry extends Session {
  lastSeen: number;
  underWay: number;
  /** Answers to come by request id; none is forgotten: its request would be executed twice. */
  readonly pending: Map<string, Promise<NmpResponse>>;
  /** Answers by request id, oldest first: a repeated request gets its first answer again. */
  readonly answers: Map<string, Promise<NmpResponse>>;
}

const hex = (bytes: Uint8Array) =>
  Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");

/** The sessions of a node: opened, resumed, used, expired after `SESSION_LINGER_MS` without a request. */
export class Sessions {
  readonly #host: BoardHost;
  readonly #limit: number;
  readonly #onEnd: (session: Session) => void;
  readonly #entries = new Map<string, Entry>();
  #cancelSweep: (() => void) | undefined;

  constructor(options: { host: BoardHost; limit: number; onEnd: (session: Session) => void }) {
    this.#host = options.host;
    this.#limit = options.limit;
    this.#onEnd = options.onEnd;
  }

  /** @throws VnetosError `limit-reached` when all places are taken by living sessions. */
  open(client: string, resume: string | undefined): { session: Session; resumed: boolean } {
    const known = resume === undefined ? undefined : this.#entries.get(resume);
    if (known) {
      known.lastSeen = this.#host.now();
      return { session: known, resumed: true };
    }
    if (this.#entries.size >= this.#limit)
      throw new VnetosError("limit-reached", `all ${this.#limit} sessions of this node are in use`);
    const entry: Entry = {
      id: hex(this.#host.random(8)),
      client,
      lastSeen: this.#host.now(),
      underWay: 0,
      pending: new Map(),
      answers: new Map(),
    };
    this.#entries.set(entry.id, entry);
    this.#cancelSweep ??= this.#host.after(SESSION_LINGER_MS / 4, () => this.#sweep());
    return { session: entry, resumed: false };
  }

  close(id: string): void {
    const entry = this.#require(id);
    this.#entries.delete(id);
    this.#onEnd(entry);
  }

  /**
   * Executes `request` for a session, once for each request id.
   * @throws VnetosError `no-session`
   */
  async use(
    id: string | undefined,
    requestId: string | undefined,
    request: (session: Session) => Promise<NmpResponse>,
  ): Promise<NmpResponse> {
    const entry = this.#require(id);
    entry.lastSeen = this.#host.now();
    entry.underWay++;
    try {
      return await this.#once(entry, requestId, () => request(entry));
    } finally {
      entry.underWay--;
      entry.lastSeen = this.#host.now();
    }
  }

  stop(): void {
    this.#cancelSweep?.();
    this.#entries.clear();
  }

  #once(
    entry: Entry,
    requestId: string | undefined,
    execute: () => Promise<NmpResponse>,
  ): Promise<NmpResponse> {
    if (requestId === undefined) return execute();
    const first = entry.pending.get(requestId) ?? entry.answers.get(requestId);
    if (first) return first;
    const answer = execute();
    entry.pending.set(requestId, answer);
    const settled = () => keep(entry, requestId, answer);
    answer.then(settled, settled);
    return answer;
  }

  #require(id: string | undefined): Entry {
    const entry = id === undefined ? undefined : this.#entries.get(id);
    if (entry) return entry;
    throw new VnetosError("no-session", `no session "${id ?? ""}" on this node: open a new one`);
  }

  #sweep(): void {
    const now = this.#host.now();
    for (const entry of [...this.#entries.values()]) {
      if (entry.underWay > 0 || now - entry.lastSeen < SESSION_LINGER_MS) continue;
      this.#entries.delete(entry.id);
      this.#onEnd(entry);
    }
    this.#cancelSweep =
      this.#entries.size === 0
        ? undefined
        : this.#host.after(SESSION_LINGER_MS / 4, () => this.#sweep());
  }
}

function keep(entry: Entry, requestId: string, answer: Promise<NmpResponse>): void {
  entry.pending.delete(requestId);
  entry.answers.set(requestId, answer);
  if (entry.answers.size > REPEATED_REQUESTS_KEPT)
    entry.answers.delete(entry.answers.keys().next().value as string);
}
