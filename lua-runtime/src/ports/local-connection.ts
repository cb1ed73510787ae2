import { type ConnectionRequest, PEER_SILENCE_MS, type WireError } from "#protocol";
import type { BoardHost } from "../host.ts";
import type { Inbox } from "./inbox.ts";
import type { Port } from "./port.ts";
import type { PortConnection } from "./port-connection.ts";
import { portErrors } from "./port-errors.ts";

export interface LocalSite {
  readonly host: BoardHost;
  find(port: string): Port | undefined;
}

interface Waiting {
  readonly message: Uint8Array;
  readonly settle: (error: WireError | undefined) => void;
}

/**
 * A connection between two ports of this node: no frames, the same semantics. One is enough for both directions; a
 * second one made from the other port is the same tie, seen from there.
 */
export class LocalConnection implements PortConnection {
  readonly id: string;
  readonly request: ConnectionRequest;
  readonly owner: Inbox | undefined;
  readonly #site: LocalSite;
  readonly #waiting: Waiting[] = [];
  readonly #port: Port;
  #cancelPatience: () => void = () => {};
  #isClosed = false;

  constructor(
    site: LocalSite,
    port: Port,
    made: { id: string; request: ConnectionRequest; owner: Inbox | undefined },
  ) {
    this.id = made.id;
    this.request = made.request;
    this.owner = made.owner;
    this.#site = site;
    this.#port = port;
  }

  get state(): "up" | "waiting" | "closed" {
    if (this.#isClosed) return "closed";
    return this.#far === undefined ? "waiting" : "up";
  }

  send(message: Uint8Array, settle: (error: WireError | undefined) => void): void {
    if (this.#isClosed) {
      settle(portErrors.ended(this.#farName));
      return;
    }
    if (this.#waiting.length === 0) this.#beginPatience();
    this.#waiting.push({ message, settle });
    this.resume();
  }

  /** The same tie, used from the other port, where no connection of its own was made. */
  sendBack(message: Uint8Array, settle: (error: WireError | undefined) => void): void {
    this.#port.deliver({ message, from: undefined, settle });
  }

  finish(): void {
    this.#port.connections.delete(this);
    this.resume();
    this.#cancelPatience();
    for (const { settle } of this.#waiting.splice(0)) settle(portErrors.unknown(this.#farName));
    this.#far?.notify({ kind: "closed" });
    this.#mirror?.close();
  }

  /** The far port may be there now. */
  resume(): void {
    const far = this.#far;
    if (far === undefined || this.#waiting.length === 0) return;
    this.#cancelPatience();
    for (const { message, settle } of this.#waiting.splice(0)) {
      far.deliver({ message, from: undefined, settle });
    }
  }

  /** The other side has ended. */
  close(): void {
    this.#isClosed = true;
  }

  /** The connection that was made for this tie from the other port. */
  get #mirror(): LocalConnection | undefined {
    for (const other of this.#far?.connections ?? []) {
      const isBack = other.request.remote.port === this.request.port;
      if (other instanceof LocalConnection && isBack) return other;
    }
    return undefined;
  }

  get hasMirror(): boolean {
    return this.#mirror !== undefined;
  }

  get #farName(): string {
    return this.request.remote.port;
  }

  get #far(): Port | undefined {
    return this.#site.find(this.#farName);
  }

  /** The two ports are made one after the other: the first messages wait for the second. */
  #beginPatience(): void {
    this.#cancelPatience = this.#site.host.after(PEER_SILENCE_MS, () => {
      for (const { settle } of this.#waiting.splice(0)) settle(portErrors.unknown(this.#farName));
    });
  }
}
