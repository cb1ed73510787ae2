import WebSocket from "ws";
import { type GatewayEvent, VnetosError } from "#protocol";
import type { GatewayAddress } from "./gateway-client.ts";

export type HelloEvent = Extract<GatewayEvent, { type: "hello" }>;

/** What a greeting tells that has `dropped` above zero, for people. */
export function lossOf({ dropped }: HelloEvent): string {
  const what = dropped === 1 ? "1 event was" : `${dropped} events were`;
  return `${what} lost: the gateway keeps the latest only`;
}

/** How long a lost gateway is waited for before a command gives up. */
const PATIENCE_MS = 10_000;
const RETRY_MS = 200;

/** The gateway's events, from number `after` on, across dropped connections. End it with `close`. */
export class EventStream {
  readonly #address: GatewayAddress;
  readonly #onEvent: (event: GatewayEvent) => void;
  readonly #onLost: (error: VnetosError) => void;
  #after: number;
  #startId: string | undefined;
  #socket: WebSocket | undefined;
  #lostAt: number | undefined;
  #retry: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(options: {
    address: GatewayAddress;
    /** "now": only what comes. */
    after: number | "now";
    onEvent: (event: GatewayEvent) => void;
    /** The gateway is gone for good, or another one has taken its place. */
    onLost: (error: VnetosError) => void;
  }) {
    this.#address = options.address;
    this.#after = options.after === "now" ? Number.MAX_SAFE_INTEGER : options.after;
    this.#onEvent = options.onEvent;
    this.#onLost = options.onLost;
  }

  /** Resolves with the greeting: from here on nothing is missed. */
  open(): Promise<GatewayEvent> {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(
        `${this.#address.url.replace(/^http/, "ws")}/api/events?after=${this.#after}`,
        { headers: { Authorization: `Bearer ${this.#address.token}` } },
      );
      this.#socket = socket;
      socket.on("message", (data) => {
        const event = JSON.parse(String(data)) as GatewayEvent;
        if (event.type === "hello") {
          this.#greet(event);
          resolve(event);
        } else this.#after = event.seq;
        this.#onEvent(event);
      });
      // "close" follows, and says all that matters.
      socket.on("error", reject);
      socket.on("close", () => this.#reconnect());
    });
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#retry);
    this.#socket?.terminate();
  }

  #greet(hello: HelloEvent): void {
    if (this.#startId !== undefined && this.#startId !== hello.startId) {
      this.#giveUp("the gateway was started anew");
      return;
    }
    this.#startId = hello.startId;
    this.#lostAt = undefined;
    if (this.#after > hello.seq) this.#after = hello.seq;
  }

  #reconnect(): void {
    if (this.#closed) return;
    this.#lostAt ??= Date.now();
    if (Date.now() - this.#lostAt > PATIENCE_MS) {
      this.#giveUp("the gateway is gone");
      return;
    }
    this.#retry = setTimeout(() => {
      // A failed try comes back here through "close".
      this.open().catch(() => {});
    }, RETRY_MS);
  }

  #giveUp(message: string): void {
    this.close();
    this.#onLost(new VnetosError("unreachable", message));
  }
}
