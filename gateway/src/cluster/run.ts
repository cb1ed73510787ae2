import type { ClockReading } from "#nodes";
import type {
  RankView,
  RunState,
  RunView,
  WorkerActivity,
  WorkerExit,
  WorkerStatus,
} from "#protocol";

export interface RunOptions {
  readonly id: string;
  readonly name: string;
  readonly sha256: string;
  readonly nodes: readonly string[];
  readonly detached: boolean;
  readonly args: readonly string[];
  readonly input: string;
  readonly memoryBytes: number | undefined;
  readonly cpuMs: number | undefined;
  readonly traceRecords: number | undefined;
}

interface Rank {
  readonly node: string;
  worker: number | undefined;
  exit: WorkerExit | undefined;
  activity: WorkerActivity | undefined;
  /** Its node started anew or left: whatever has its number there now is another. */
  isGone: boolean;
}

/** One run: which worker is which rank, and how each has ended. */
export class Run {
  readonly options: RunOptions;
  /** Channels of its connections, to be freed at its end. */
  readonly channels: number[] = [];
  /** Why its workers were killed, when they were. */
  killedBecause: WorkerExit["error"];
  timeoutMs: number | undefined;
  /** Of a traced run: the surest readings so far, by node. */
  readonly clocks = new Map<string, ClockReading>();
  /** Strikes at its end. */
  readonly over = new AbortController();
  readonly #ranks: Rank[];
  readonly #startedAt = Date.now();
  #state: RunState = "starting";
  #endedAt: number | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: RunOptions) {
    this.options = options;
    this.#ranks = options.nodes.map((node) => ({
      node,
      worker: undefined,
      exit: undefined,
      activity: undefined,
      isGone: false,
    }));
  }

  get id(): string {
    return this.options.id;
  }

  get detached(): boolean {
    return this.options.detached;
  }

  get state(): RunState {
    return this.#state;
  }

  placed(rank: number, worker: number): void {
    (this.#ranks[rank] as Rank).worker = worker;
  }

  worker(rank: number): number {
    return this.#ranks[rank]?.worker as number;
  }

  placedWorkers(): { node: string; worker: number }[] {
    return this.#ranks.flatMap(({ node, worker }) =>
      worker === undefined ? [] : [{ node, worker }],
    );
  }

  started(): void {
    if (this.#state === "starting") this.#state = "running";
  }

  limitTime(timeoutMs: number, strike: () => void): void {
    this.timeoutMs = timeoutMs;
    if (this.#state !== "ended") this.#timer = setTimeout(strike, timeoutMs);
  }

  /** True: what a rank has left on its node is lost. */
  isGone(rank: number): boolean {
    return this.#ranks[rank]?.isGone ?? true;
  }

  alive(): { rank: number; node: string; worker: number | undefined }[] {
    return this.#ranks.flatMap(({ node, worker, exit }, rank) =>
      exit ? [] : [{ rank, node, worker }],
    );
  }

  /** Takes a worker's exit. True: with it the whole run has ended. */
  note(node: string, worker: WorkerStatus): boolean {
    const placed = this.#ranks.findIndex((r) => r.node === node && r.worker === worker.id);
    const rank = placed >= 0 ? placed : (worker.world?.rank ?? -1);
    const entry = this.#ranks[rank];
    if (entry && this.#state !== "ended") entry.activity ??= worker.activity;
    const given = worker.exit as WorkerExit;
    const known = given.status === "killed" && this.killedBecause !== undefined;
    const exit = known ? { status: given.status, error: this.killedBecause } : given;
    return this.noteExit(rank, exit as WorkerExit);
  }

  noteExit(rank: number, exit: WorkerExit): boolean {
    const entry = this.#ranks[rank];
    if (!entry || entry.exit || this.#state === "ended") return false;
    entry.exit = exit;
    return this.#endIfAllHave();
  }

  /** All workers on a node are gone without a word. */
  noteGone(node: string, message: string): boolean {
    const exit: WorkerExit = this.killedBecause
      ? { status: "killed", error: this.killedBecause }
      : { status: "failed", error: { code: "peer-rebooted", message } };
    const gone = this.#ranks.filter((r) => r.node === node && !r.exit && r.worker !== undefined);
    for (const entry of gone) entry.exit = exit;
    for (const rank of this.#ranks) rank.isGone ||= rank.node === node;
    return gone.length > 0 && this.#endIfAllHave();
  }

  /** Ranks that never came to be count as killed. */
  endNow(error: NonNullable<WorkerExit["error"]>): boolean {
    if (this.#state === "ended") return false;
    for (const entry of this.#ranks) entry.exit ??= { status: "killed", error };
    return this.#endIfAllHave();
  }

  view(): RunView {
    return {
      id: this.id,
      name: this.options.name,
      program: this.options.sha256,
      state: this.#state,
      detached: this.detached,
      startedAt: new Date(this.#startedAt).toISOString(),
      elapsedMs: (this.#endedAt ?? Date.now()) - this.#startedAt,
      ranks: this.#ranks.map(rankView),
      ...(this.#state === "ended" ? { exit: this.#exit() } : {}),
    };
  }

  #endIfAllHave(): boolean {
    if (this.#ranks.some((rank) => !rank.exit)) return false;
    clearTimeout(this.#timer);
    this.#state = "ended";
    this.#endedAt = Date.now();
    this.over.abort();
    return true;
  }

  /** The run's own exit: that of the rank whose error explains the others'. */
  #exit(): WorkerExit {
    const exits = this.#ranks.map((rank) => rank.exit as WorkerExit);
    const bad = exits.filter((exit) => exit.status !== "ok");
    const cause = bad.find((exit) => !FOLLOWING.has(exit.error?.code ?? "")) ?? bad[0];
    return cause ?? { status: "ok" };
  }
}

/** Errors that a rank gets because another one failed. */
const FOLLOWING = new Set<string>(["unreachable", "closed", "peer-rebooted", "no-receiver"]);

function rankView({ node, worker, exit, activity }: Rank, rank: number): RankView {
  return {
    rank,
    node,
    ...(worker === undefined ? {} : { worker }),
    ...(exit === undefined ? {} : { exit }),
    ...(activity === undefined ? {} : { activity }),
  };
}
