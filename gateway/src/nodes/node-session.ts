import { NMP_VERSION, type NodeInfo, type SessionAnswer, VnetosError } from "#protocol";
import { Backoff } from "./backoff.ts";
import { type Clock, pause, systemClock } from "./clock.ts";
import { EventCursor } from "./event-cursor.ts";
import { NodeClient } from "./node-client.ts";
import type { SessionNews, SessionPosition } from "./session-news.ts";
import type { NmpTransport } from "./transport.ts";

export interface NodeSessionOptions {
  readonly transport: NmpTransport;
  /** Who asks, for people. */
  readonly client: string;
  readonly onNews: (news: SessionNews) => void;
  /** Where an earlier process left off; absent: all events that the node has kept are told. */
  readonly position?: SessionPosition | undefined;
  readonly clock?: Clock | undefined;
  /** How long one poll waits for news, ms. A dead host is noticed after it. Default 10,000. */
  readonly pollWaitMs?: number | undefined;
}

const POLL_WAIT_MS = 10_000;
const RETRY_FIRST_MS = 100;
const RETRY_MOST_MS = 2_000;
const CLOSE_WAIT_MS = 500;

/**
 * A standing session with a node: opened, followed, taken up again after a fault, until it is closed.
 *
 *     connect --ok--> up: poll, poll, poll … --fault--> connect (same session, same place)
 *        |  ^                                              | other boot id: tell `rebooted`, begin at 0
 *      fault |                                             | fault: tell `lost`
 *        +---+ wait 100 ms .. 2 s  <-----------------------+
 */
export class NodeSession {
  /** Calls to the node, in this session. */
  readonly client: NodeClient;
  readonly #options: NodeSessionOptions;
  readonly #clock: Clock;
  readonly #backoff: Backoff;
  readonly #closing = new AbortController();
  #info: NodeInfo | undefined;
  #session: string | undefined;
  #bootId: string | undefined;
  #cursor: EventCursor;
  /** Sessions that were opened on this start of the node. */
  readonly #sessionsOfBoot = new Set<string>();
  #connected = false;
  #connecting: Promise<NodeInfo> | undefined;
  #following: Promise<void> | undefined;
  /** True: a poll was answered since the last fault. */
  #flowing = false;
  /** What was told last of `up` and `lost`: "up", or the reason of the loss. */
  #told = "";

  constructor(options: NodeSessionOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
    this.#session = options.position?.session;
    this.#bootId = options.position?.bootId;
    this.#cursor = new EventCursor(options.position?.startAfter ?? 0);
    this.#backoff = new Backoff({
      firstMs: RETRY_FIRST_MS,
      mostMs: RETRY_MOST_MS,
      random: () => this.#clock.random(),
    });
    this.client = new NodeClient({
      transport: options.transport,
      clock: this.#clock,
      renew: (gone) => this.#renew(gone),
    });
  }

  /** What the node told when the session was last opened. */
  get info(): NodeInfo | undefined {
    return this.#info;
  }

  /** True while nothing is known to be wrong. */
  get isUp(): boolean {
    return this.#told === "up";
  }

  /** To be kept by whoever wants to take up here later; undefined before the first `up`. */
  get position(): SessionPosition | undefined {
    if (this.#bootId === undefined || this.#session === undefined) return undefined;
    return { bootId: this.#bootId, startAfter: this.#cursor.last, session: this.#session };
  }

  /**
   * Begins. Resolves when the node is up; rejects when the first try fails: the session tries on
   * nevertheless, until `close` or `leave`.
   * @throws VnetosError `unreachable`, `unsupported-version`, `wrong-key`, `sealed-required`, …
   */
  async start(): Promise<NodeInfo> {
    this.#following ??= this.#run();
    return await this.#connect();
  }

  /** Ends the session on the node, and its workers with it. Never rejects. */
  async close(): Promise<void> {
    await this.#stop();
    if (this.#session !== undefined) await this.#farewell();
    this.#options.transport.close();
  }

  /** Stops here, but leaves the session on the node to be taken up again by `position`. */
  async leave(): Promise<void> {
    await this.#stop();
    this.#options.transport.close();
  }

  async #stop(): Promise<void> {
    this.#closing.abort();
    await this.#following;
  }

  async #farewell(): Promise<void> {
    const tooLate = new AbortController();
    const cancel = this.#clock.after(CLOSE_WAIT_MS, () => tooLate.abort());
    try {
      await this.client.closeSession({ signal: tooLate.signal });
    } catch {
      // The node is gone or slow: the session expires there by itself.
    } finally {
      cancel();
    }
  }

  async #run(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      try {
        await this.#connect();
        await this.#poll();
        this.#flowing = true;
        this.#backoff.reset();
      } catch (thrown) {
        this.#connected = false;
        await this.#endure(thrown);
      }
    }
  }

  /** A first fault is often no more than a dropped connection: nobody is told before a second try. */
  async #endure(thrown: unknown): Promise<void> {
    if (this.#closing.signal.aborted) return;
    if (!this.#flowing) {
      this.#tellLost(asVnetosError(thrown));
      await pause(this.#clock, this.#backoff.next(), this.#closing.signal);
    }
    this.#flowing = false;
  }

  #connect(): Promise<NodeInfo> {
    if (this.#connected && this.#info) return Promise.resolve(this.#info);
    this.#connecting ??= this.#open().finally(() => {
      this.#connecting = undefined;
    });
    return this.#connecting;
  }

  async #open(): Promise<NodeInfo> {
    const { signal } = this.#closing;
    const info = await this.client.info({ signal });
    checkVersion(info, this.client.url);
    const { client } = this.#options;
    const wanted = { nmp: NMP_VERSION, client, resume: this.#session };
    const answer = await this.client.openSession(wanted, { signal });
    if (answer.bootId !== info.bootId) throw restarted(this.client.url);
    this.#info = info;
    this.#adopt(answer);
    return info;
  }

  #adopt(answer: SessionAnswer): void {
    const former = this.#bootId;
    const rebooted = former !== undefined && former !== answer.bootId;
    this.#bootId = answer.bootId;
    this.#session = answer.session;
    this.#connected = true;
    if (rebooted) {
      this.#cursor = new EventCursor(0);
      this.#sessionsOfBoot.clear();
    }
    this.#sessionsOfBoot.add(answer.session);
    if (rebooted) this.#tell({ type: "rebooted", bootId: answer.bootId, formerBootId: former });
    if (this.#told !== "up" || !answer.resumed) this.#tellUp(answer.resumed);
  }

  async #poll(): Promise<void> {
    const cursor = this.#cursor;
    const waitMs = this.#options.pollWaitMs ?? POLL_WAIT_MS;
    const answer = await this.client.events(cursor.last, waitMs, { signal: this.#closing.signal });
    if (answer.bootId !== this.#bootId) throw restarted(this.client.url);
    for (const news of cursor.take(answer)) this.#tell(news);
  }

  /** A call found its session gone. @throws VnetosError `peer-rebooted` when the node itself began anew */
  async #renew(gone: string | undefined): Promise<void> {
    if (gone === this.#session) this.#connected = false;
    await this.#connect();
    if (gone !== undefined && !this.#sessionsOfBoot.has(gone)) throw restarted(this.client.url);
  }

  #tellUp(resumed: boolean): void {
    if (!this.#info) return;
    this.#told = "up";
    this.#tell({ type: "up", info: this.#info, resumed });
  }

  #tellLost(error: VnetosError): void {
    if (this.#told === error.message) return;
    this.#told = error.message;
    this.#tell({ type: "lost", error });
  }

  /** A listener that throws is at fault itself: its error is nobody's to catch, and no news is told twice for it. */
  #tell(news: SessionNews): void {
    try {
      this.#options.onNews(news);
    } catch (thrown) {
      queueMicrotask(() => {
        throw thrown;
      });
    }
  }
}

function checkVersion(info: NodeInfo, url: string): void {
  if (info.nmp === NMP_VERSION) return;
  throw new VnetosError(
    "unsupported-version",
    `node ${info.name} at ${url} speaks NMP ${info.nmp}, this gateway speaks NMP ${NMP_VERSION}`,
  );
}

function restarted(url: string): VnetosError {
  return new VnetosError("peer-rebooted", `node at ${url} has started anew`);
}

function asVnetosError(thrown: unknown): VnetosError {
  if (thrown instanceof VnetosError) return thrown;
  return new VnetosError("internal", `session: ${String(thrown)}`, { cause: thrown });
}
