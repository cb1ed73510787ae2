import { type ConnectionRequest, FIN_ENDED, FIN_REMOVED, type WireError } from "#protocol";
import type { Connection, LinkLayer } from "../links/index.ts";
import type { Inbox } from "./inbox.ts";
import type { Port } from "./port.ts";
import type { PortConnection } from "./port-connection.ts";

/** A connection to a port on another node. */
export class LinkedConnection implements PortConnection {
  readonly id: string;
  readonly request: ConnectionRequest;
  readonly owner: Inbox | undefined;
  readonly #link: Connection;
  // Its port; undefined: it was taken off, and only brings its last messages out.
  #port: Port | undefined;

  constructor(
    links: LinkLayer,
    port: Port,
    made: { id: string; request: ConnectionRequest; owner: Inbox | undefined },
  ) {
    this.id = made.id;
    this.request = made.request;
    this.owner = made.owner;
    this.#port = port;
    this.#link = links.open(made.request.remote.node, made.request.channel, {
      room: () => this.#port?.room() ?? Number.POSITIVE_INFINITY,
      onMessage: (bytes) => this.#port?.accept(bytes) ?? "no-receiver",
      onBroken: (error) => this.#port?.notify({ kind: "fault", error }),
      onClosed: () => this.#port?.notify({ kind: "closed" }),
    });
  }

  get state(): "up" | "waiting" | "closed" {
    const { state } = this.#link;
    if (state === "closed" || state === "gone") return "closed";
    return state === "open" ? "up" : "waiting";
  }

  send(message: Uint8Array, settle: (error: WireError | undefined) => void): void {
    this.#link.send(message, settle);
  }

  finish(removed: boolean): void {
    const port = this.#port;
    this.#port = undefined;
    port?.connections.delete(this);
    this.#link.finish(removed ? FIN_REMOVED : FIN_ENDED);
    // A message that was held for room has nobody to wait for now.
    this.#link.resume();
  }

  resume(): void {
    this.#link.resume();
  }
}
