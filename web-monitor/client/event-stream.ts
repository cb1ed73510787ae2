import { type GatewayEvent, type GatewayInfo, VnetosError } from "#protocol";
import type { Dispatch, Snapshot } from "../state/action.ts";
import type { Clock } from "./clock.ts";
import type { EventSocket } from "./socket.ts";

/** Waits between tries, seconds; the last one repeats. */
export const BACK_OFF_S = [1, 2, 3, 5, 8, 10] as const;
/** Events are handed on together this often, ms. */
export const BATCH_MS = 60;

/** What the stream needs of the world. */
export interface StreamSeams {
  gateway(): Promise<GatewayInfo>;
  snapshot(): Promise<Snapshot>;
  open(after: number): EventSocket;
  readonly clock: Clock;
  readonly dispatch: Dispatch;
}

/**
 * Keeps the state in step with a gateway that comes and goes.
 *
 *   asking ──GET /api──> opening ──socket open──> loading ──snapshot──> live
 *     ^  └─ 401, 403: refused (ends)   │             │                   │
 *     └──────────── away: counts down <┴─────────────┴── closed, failed ─┘
 *
 * Events that come while the snapshot loads wait for it and are played on top of it: each thing's last event wins, so
 * the state is right whichever of both was the newer.
 */
export class EventStream {
  readonly #seams: StreamSeams;
  #startId: string | undefined;
  /** Highest event number of this gateway start that was handed on. */
  #seen = 0;
  #tries = 0;
  /** Counts attempts: what an attempt given up still answers is not heard. */
  #attempt = 0;
  #socket: EventSocket | undefined;
  #waiting: GatewayEvent[] = [];
  #loading = false;
  #cancelTimer: () => void = () => {};
  #flushDue = false;

  constructor(seams: StreamSeams) {
    this.#seams = seams;
  }

  /** Also: try again now. */
  async start(): Promise<void> {
    const attempt = this.#begin();
    try {
      const { startId } = await this.#seams.gateway();
      if (attempt === this.#attempt) this.#open(attempt, startId);
    } catch (error) {
      if (attempt === this.#attempt) this.#failed(error);
    }
  }

  stop(): void {
    this.#attempt += 1;
    this.#cancelTimer();
    this.#socket?.close();
    this.#socket = undefined;
    this.#waiting = [];
  }

  #begin(): number {
    this.stop();
    this.#loading = true;
    return this.#attempt;
  }

  #open(attempt: number, startId: string): void {
    this.#meet(startId);
    const socket = this.#seams.open(this.#seen);
    this.#socket = socket;
    socket.onopen = () => void this.#load(attempt);
    socket.onmessage = ({ data }) => attempt === this.#attempt && this.#received(data);
    socket.onclose = () => attempt === this.#attempt && this.#away();
  }

  async #load(attempt: number): Promise<void> {
    try {
      const snapshot = await this.#seams.snapshot();
      if (attempt !== this.#attempt) return;
      this.#seams.dispatch({ type: "snapshot", snapshot });
      this.#handOn(true);
      this.#loading = false;
      this.#tries = 0;
      this.#seams.dispatch({ type: "connection", connection: { phase: "live" } });
    } catch (error) {
      if (attempt === this.#attempt) this.#failed(error);
    }
  }

  #received(data: unknown): void {
    const event = parseEvent(data);
    if (!event) {
      this.#seams.dispatch({
        type: "toast",
        level: "error",
        message: "The gateway sent an event that this page cannot read; reload the page.",
      });
      return;
    }
    if (event.type === "hello" && event.startId !== this.#startId) {
      // It restarted between the question and the socket: what follows counts from 1 again.
      void this.start();
      return;
    }
    this.#waiting.push(event);
    this.#flushSoon();
  }

  #flushSoon(): void {
    if (this.#flushDue) return;
    this.#flushDue = true;
    this.#seams.clock.after(BATCH_MS, () => {
      this.#flushDue = false;
      if (!this.#loading) this.#handOn(false);
    });
  }

  #handOn(replay: boolean): void {
    const events = this.#waiting;
    this.#waiting = [];
    if (events.length === 0) return;
    for (const event of events) {
      if (event.type !== "hello") this.#seen = Math.max(this.#seen, event.seq);
    }
    this.#seams.dispatch({ type: "events", events, replay });
  }

  #meet(startId: string): void {
    if (startId === this.#startId) return;
    if (this.#startId !== undefined) this.#seams.dispatch({ type: "gateway-restarted" });
    this.#startId = startId;
    this.#seen = 0;
  }

  #failed(error: unknown): void {
    if (error instanceof VnetosError && (error.status === 401 || error.status === 403)) {
      this.stop();
      const connection = { phase: "refused", message: error.message } as const;
      this.#seams.dispatch({ type: "connection", connection });
      return;
    }
    this.#away();
  }

  #away(): void {
    // What came before the break is still true and must not be asked for again.
    if (!this.#loading) this.#handOn(false);
    this.stop();
    const last = BACK_OFF_S.length - 1;
    const seconds = BACK_OFF_S[Math.min(this.#tries, last)] ?? BACK_OFF_S[last];
    this.#tries += 1;
    this.#seams.dispatch({ type: "quiet" });
    this.#countDown(seconds ?? 1);
  }

  #countDown(seconds: number): void {
    const connection = { phase: "away", retryInS: seconds } as const;
    this.#seams.dispatch({ type: "connection", connection });
    if (seconds === 0) {
      void this.start();
      return;
    }
    this.#cancelTimer = this.#seams.clock.after(1_000, () => this.#countDown(seconds - 1));
  }
}

function parseEvent(data: unknown): GatewayEvent | undefined {
  if (typeof data !== "string") return undefined;
  try {
    const event: unknown = JSON.parse(data);
    const ours = typeof event === "object" && event !== null && "type" in event && "seq" in event;
    return ours ? (event as GatewayEvent) : undefined;
  } catch {
    // Told to the person by the caller.
    return undefined;
  }
}
