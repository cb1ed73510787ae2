import type { GatewayEvent, RunRequest, RunView } from "#protocol";
import { EventStream, type HelloEvent, lossOf } from "./event-stream.ts";
import type { GatewayClient } from "./gateway-client.ts";
import { onInterrupt } from "./signals.ts";

type OfRun = Extract<GatewayEvent, { type: "output" | "file" }>;

export interface RunWatcher {
  /** A line of output or a part of a file of this run, in the order in which its node sent it. */
  onEvent(event: OfRun): void;
  onNotice(message: string): void;
}

/** Starts a run, follows it to its end, and answers how it ended. Ctrl-C kills its workers. */
export async function runApp(
  client: GatewayClient,
  request: RunRequest,
  watcher: RunWatcher,
): Promise<{ run: RunView; interrupted: boolean }> {
  const follower = new RunFollower(client, watcher);
  const release = onInterrupt(() => follower.interrupt());
  const stream = new EventStream({
    address: client.address,
    after: "now",
    onEvent: (event) => follower.take(event),
    onLost: (error) => follower.fail(error),
  });
  try {
    await stream.open();
    const run = await follower.follow(await client.post<RunView>("/api/runs", request));
    return { run, interrupted: follower.interrupted };
  } catch (error) {
    // What failed is told; a run that cannot be killed either is gone with its gateway.
    await follower.kill().catch(() => {});
    throw error;
  } finally {
    release();
    stream.close();
  }
}

/** Picks one run's events out of all; what comes before the run's name is known is kept. */
class RunFollower {
  readonly #client: GatewayClient;
  readonly #watcher: RunWatcher;
  #early: GatewayEvent[] | undefined = [];
  #id: string | undefined;
  #interrupted = false;
  /** Events were lost, the end of the run perhaps: it is asked for once those up to this number are here. */
  #askAt = Number.POSITIVE_INFINITY;
  #resolve: (run: RunView) => void = () => {};
  #reject: (error: Error) => void = () => {};
  readonly #ended: Promise<RunView>;

  constructor(client: GatewayClient, watcher: RunWatcher) {
    this.#client = client;
    this.#watcher = watcher;
    this.#ended = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
    // A run that fails before it is followed is told by the request that starts it.
    this.#ended.catch(() => {});
  }

  follow(run: RunView): Promise<RunView> {
    this.#id = run.id;
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const event of early) this.take(event);
    if (this.#interrupted) this.interrupt();
    return this.#ended;
  }

  get interrupted(): boolean {
    return this.#interrupted;
  }

  /** Kills the run; one whose name is not known yet, as soon as it is. */
  interrupt(): void {
    this.#interrupted = true;
    this.kill().catch((error: Error) => this.fail(error));
  }

  async kill(): Promise<void> {
    if (this.#id !== undefined) await this.#client.delete(this.#path);
  }

  take(event: GatewayEvent): void {
    if (this.#early) {
      this.#early.push(event);
      return;
    }
    try {
      this.#show(event);
    } catch (error) {
      this.fail(error as Error);
    }
    if (event.type === "hello") this.#greet(event);
    else if (event.seq >= this.#askAt) this.#ask();
  }

  fail(error: Error): void {
    this.#reject(error);
  }

  get #path(): string {
    return `/api/runs/${this.#id}`;
  }

  #show(event: GatewayEvent): void {
    if (event.type === "output" || event.type === "file") {
      if (event.run === this.#id) this.#watcher.onEvent(event);
    } else if (event.type === "run" && event.run.id === this.#id) {
      if (event.run.state === "ended") this.#resolve(event.run);
    } else if (event.type === "notice" && event.level !== "info") {
      this.#watcher.onNotice(event.message);
    }
  }

  #greet(hello: HelloEvent): void {
    if (hello.dropped === 0) return;
    this.#watcher.onNotice(lossOf(hello));
    this.#askAt = hello.seq;
  }

  #ask(): void {
    this.#askAt = Number.POSITIVE_INFINITY;
    this.#client.get<RunView>(this.#path).then(
      (run) => {
        if (run.state === "ended") this.#resolve(run);
      },
      (error: Error) => this.fail(error),
    );
  }
}
