import type { PortStats, WireError } from "#protocol";
import type { Inbox } from "./inbox.ts";
import type { PortConnection } from "./port-connection.ts";
import { portErrors } from "./port-errors.ts";

/** A message that waits until everybody attached (but its sender) has room. */
interface Delivery {
  readonly message: Uint8Array;
  /** The worker that sent it; undefined: it came over a connection. */
  readonly from: Inbox | undefined;
  readonly settle: (error: WireError | undefined) => void;
}

/** A named multiplexer (CMUX): workers on one side, connections on the other. */
export class Port {
  readonly name: string;
  readonly inboxes = new Set<Inbox>();
  readonly connections = new Set<PortConnection>();
  /** True: made by name, so it stays when nobody uses it. */
  isKept: boolean;
  readonly #waiting: Delivery[] = [];
  readonly #count = { messagesIn: 0, messagesOut: 0, bytesIn: 0, bytesOut: 0 };

  constructor(name: string, isKept: boolean) {
    this.name = name;
    this.isKept = isKept;
  }

  get isUnused(): boolean {
    return !this.isKept && this.inboxes.size === 0 && this.connections.size === 0;
  }

  /** Others that a message of `from` goes to within this node. */
  others(from: Inbox | undefined): Inbox[] {
    return [...this.inboxes].filter((inbox) => inbox !== from);
  }

  /** Longest message that can be taken from a connection now, bytes: the least room of all that are attached. */
  room(): number {
    if (this.#waiting.length > 0) return -1;
    return leastRoom(this.inboxes, this.name);
  }

  /** A message from a connection, for everybody attached. */
  accept(message: Uint8Array): "taken" | "full" | "no-receiver" {
    if (this.inboxes.size === 0) return "no-receiver";
    if (message.length > this.room()) return "full";
    this.#hand(message, this.inboxes);
    return "taken";
  }

  /** A message within this node, in turn behind those that wait. */
  deliver(delivery: Delivery): void {
    this.#waiting.push(delivery);
    this.flush();
  }

  /** There may be room, or fewer to wait for. */
  flush(): void {
    for (;;) {
      const first = this.#waiting[0];
      if (first === undefined) break;
      const others = this.others(first.from);
      if (first.message.length > leastRoom(others, this.name)) return;
      this.#waiting.shift();
      if (others.length === 0) first.settle(portErrors.detached(this.name));
      else {
        this.#hand(first.message, others);
        first.settle(undefined);
      }
    }
    for (const connection of this.connections) connection.resume();
  }

  /** Something that everybody attached must know. */
  notify(notice: { kind: "closed" } | { kind: "fault"; error: WireError }): void {
    for (const inbox of this.inboxes) inbox.put({ ...notice, port: this.name });
  }

  fail(error: WireError): void {
    for (const delivery of this.#waiting.splice(0)) delivery.settle(error);
  }

  countOut(bytes: number): void {
    this.#count.messagesOut += 1;
    this.#count.bytesOut += bytes;
  }

  stats(): PortStats {
    const queued = [...this.inboxes].map((inbox) => inbox.queuedOn(this.name));
    return {
      name: this.name,
      attached: [...this.inboxes].map((inbox) => inbox.owner),
      connections: [...this.connections].map((connection) => connection.id),
      ...this.#count,
      queued: queued.reduce((sum, count) => sum + count, this.#waiting.length),
    };
  }

  #hand(message: Uint8Array, inboxes: Iterable<Inbox>): void {
    this.#count.messagesIn += 1;
    this.#count.bytesIn += message.length;
    for (const inbox of inboxes) inbox.put({ kind: "message", port: this.name, text: message });
  }
}

function leastRoom(inboxes: Iterable<Inbox>, port: string): number {
  let least = Number.POSITIVE_INFINITY;
  for (const inbox of inboxes) least = Math.min(least, inbox.room(port));
  return least;
}
