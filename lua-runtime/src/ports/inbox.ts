import type { WireError } from "#protocol";

/** What a worker finds in its inbox. closed: the other end of a connection of that port has ended. */
export type Arrival =
  | { readonly kind: "message"; readonly port: string; readonly text: Uint8Array }
  | { readonly kind: "fault"; readonly port: string; readonly error: WireError }
  | { readonly kind: "closed"; readonly port: string };

/** What a message takes of the room beside its bytes, so that empty ones are bounded too. */
export const ARRIVAL_COST_BYTES = 64;
/** Faults and ends that wait on one port; of more, the oldest go. */
const NOTICES_KEPT = 64;

/** A worker's bounded queue of arrivals over all its ports; room is counted for each port, so that a busy one cannot starve another. */
export class Inbox {
  /** Number of the worker. */
  readonly owner: number;
  /** Called whenever something arrives. Set by the worker. */
  onArrival: (() => void) | undefined;
  /** Called when a port's queue has become shorter. Set by the port table. */
  onRoom: ((port: string) => void) | undefined;
  readonly #bytesPerPort: number;
  readonly #queues = new Map<string, Queue>();
  #serial = 0;
  #messages = 0;

  /** `bytesPerPort`: room of each port, bytes. A longer message fits when nothing else waits on the port. */
  constructor(options: { readonly owner: number; readonly bytesPerPort: number }) {
    this.owner = options.owner;
    this.#bytesPerPort = options.bytesPerPort;
  }

  /** Messages that wait. */
  get queued(): number {
    return this.#messages;
  }

  /** First arrival on one of `ports` (undefined: on any), taken out; frees room and so lets senders go on. */
  take(ports?: readonly string[]): Arrival | undefined {
    const port = this.#earliest(ports ?? this.#queues.keys());
    const queue = port === undefined ? undefined : this.#queues.get(port);
    const entry = queue?.entries.shift();
    if (port === undefined || queue === undefined || entry === undefined) return undefined;
    if (queue.entries.length === 0) this.#queues.delete(port);
    if (entry.arrival.kind === "message") {
      this.#messages -= 1;
      queue.bytes -= costOf(entry.arrival.text);
      this.onRoom?.(port);
    }
    return entry.arrival;
  }

  /** Longest message that `put` may be given now for this port, bytes; negative: none. */
  room(port: string): number {
    const bytes = this.#queues.get(port)?.bytes ?? 0;
    return bytes === 0 ? Number.POSITIVE_INFINITY : this.#bytesPerPort - bytes - ARRIVAL_COST_BYTES;
  }

  /** Messages that wait on this port. */
  queuedOn(port: string): number {
    const entries = this.#queues.get(port)?.entries ?? [];
    return entries.filter(({ arrival }) => arrival.kind === "message").length;
  }

  put(arrival: Arrival): void {
    const queue = this.#queues.get(arrival.port) ?? { bytes: 0, entries: [] };
    this.#queues.set(arrival.port, queue);
    queue.entries.push({ serial: this.#serial++, arrival });
    if (arrival.kind === "message") {
      this.#messages += 1;
      queue.bytes += costOf(arrival.text);
    } else boundNotices(queue);
    this.onArrival?.();
  }

  #earliest(ports: Iterable<string>): string | undefined {
    let earliest: string | undefined;
    let serial = Number.POSITIVE_INFINITY;
    for (const port of ports) {
      const first = this.#queues.get(port)?.entries[0]?.serial ?? Number.POSITIVE_INFINITY;
      if (first >= serial) continue;
      serial = first;
      earliest = port;
    }
    return earliest;
  }
}

interface Queue {
  bytes: number;
  readonly entries: { readonly serial: number; readonly arrival: Arrival }[];
}

function costOf(text: Uint8Array): number {
  return text.length + ARRIVAL_COST_BYTES;
}

function boundNotices(queue: Queue): void {
  const notices = queue.entries.filter(({ arrival }) => arrival.kind !== "message");
  const oldest = notices[0];
  if (notices.length > NOTICES_KEPT && oldest)
    queue.entries.splice(queue.entries.indexOf(oldest), 1);
}
