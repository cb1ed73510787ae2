import type { GatewayEvent, RunRequest, RunView } from "#protocol";
import { EventStream } from "./event-stream.ts";
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
  const follower = new RunFollower(watcher);
  const stream = new EventStream({
    address: client.address,
    after: "now",
    onEvent: (event) => follower.take(event),
    onLost: (error) => follower.fail(error),
  });
  let interrupted = false;
  let release = () => {};
  try {
    await stream.open();
    const started = await client.post<RunView>("/api/runs", request);
    release = onInterrupt(() => {
      interrupted = true;
      client.delete(`/api/runs/${started.id}`).catch((error: Error) => follower.fail(error));
    });
    return { run: await follower.follow(started), interrupted };
  } finally {
    release();
    stream.close();
  }
}

/** Picks one run's events out of all; what comes before the run's name is known is kept. */
class RunFollower {
  readonly #watcher: RunWatcher;
  #early: GatewayEvent[] | undefined = [];
  #id = "";
  #resolve: (run: RunView) => void = () => {};
  #reject: (error: Error) => void = () => {};
  readonly #ended: Promise<RunView>;

  constructor(watcher: RunWatcher) {
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
    return this.#ended;
  }

  take(event: GatewayEvent): void {
    if (this.#early) {
      this.#early.push(event);
      return;
    }
    if (event.type === "output" || event.type === "file") {
      if (event.run === this.#id) this.#watcher.onEvent(event);
    } else if (event.type === "run" && event.run.id === this.#id) {
      if (event.run.state === "ended") this.#resolve(event.run);
    } else if (event.type === "notice" && event.level !== "info") {
      this.#watcher.onNotice(event.message);
    }
  }

  fail(error: Error): void {
    this.#reject(error);
  }
}
