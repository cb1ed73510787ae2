import { type ChildProcess, fork, spawn } from "node:child_process";
import { VnetosError, type WireError } from "#protocol";

/** A script for Node.js, or a program that speaks lines of JSON over the socket NODE_CHANNEL_FD as Node.js does. */
export type ChildProgram = { readonly script: string } | { readonly command: string };

export interface ProcessOptions {
  /** For messages: "switch", "boards b0, b2". */
  readonly name: string;
  readonly program: ChildProgram;
  /** Sent to the child over IPC (arguments can be read by every user of the machine). */
  readonly config: () => unknown;
  /** A child that has not said that it is ready by then is ended. */
  readonly startTimeoutMs?: number;
}

export interface ProcessListener<Ready> {
  onReady(ready: Ready): void;
  /** It died without being asked to; it is started again after `delayMs`. */
  onDeath(reason: string, delayMs: number): void;
  onMessage?(message: unknown): void;
}

const START_TIMEOUT_MS = 10_000;
const RESTART_MIN_MS = 100;
const RESTART_MAX_MS = 5_000;
/** A child that lived this long has its restarts forgiven. */
const STABLE_MS = 10_000;
/** How long a child may take to end when asked, before it is killed. */
const END_TIMEOUT_MS = 1_000;

/**
 * A child process that is kept alive: started, watched, started again with growing delays, ended for good.
 * The child ends by itself when the IPC channel closes, so a killed gateway leaves nothing running.
 */
export class SupervisedProcess<Ready> {
  readonly #options: ProcessOptions;
  readonly #listener: ProcessListener<Ready>;
  #child: ChildProcess | undefined;
  #ended = false;
  #delayMs = RESTART_MIN_MS;
  #retry: NodeJS.Timeout | undefined;
  readonly #requests = new Map<number, (answer: unknown) => void>();
  #requestId = 0;

  constructor(options: ProcessOptions, listener: ProcessListener<Ready>) {
    this.#options = options;
    this.#listener = listener;
  }

  /** Resolves when the child has said that it is ready; rejects when the first start fails. */
  start(): Promise<Ready> {
    return new Promise((resolve, reject) => {
      let stderr = "";
      const startedAt = performance.now();
      const child = begin(this.#options.program);
      this.#child = child;
      // "exit" or a time-out follows, and tells.
      child.on("error", () => {});
      child.send({ type: "start", config: this.#options.config() });
      child.stderr?.on("data", (chunk) => {
        stderr = (stderr + chunk).slice(-4_000);
      });
      const tooLate = setTimeout(
        () => child.kill("SIGKILL"),
        this.#options.startTimeoutMs ?? START_TIMEOUT_MS,
      );
      child.on("message", (message: { type?: string; id?: number }) => {
        if (message.type === "ready") {
          clearTimeout(tooLate);
          resolve(message as Ready);
          this.#listener.onReady(message as Ready);
        } else this.#take(message);
      });
      child.on("exit", (code, signal) => {
        clearTimeout(tooLate);
        const reason = deathReason(code, signal, stderr);
        this.#failRequests();
        reject(new VnetosError("internal", `${this.#options.name} did not start: ${reason}`));
        this.#restart(reason, performance.now() - startedAt);
      });
    });
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Sends a message with an id and waits for the answer that bears it. */
  request(message: object, timeoutMs = 2_000): Promise<unknown> {
    const id = ++this.#requestId;
    return new Promise((resolve, reject) => {
      const fail = () => {
        this.#requests.delete(id);
        reject(new VnetosError("timeout", `${this.#options.name} does not answer`));
      };
      const timer = setTimeout(fail, timeoutMs);
      this.#requests.set(id, (answer) => {
        clearTimeout(timer);
        this.#requests.delete(id);
        resolve(answer);
      });
      if (!this.#child?.connected) fail();
      else this.#child.send({ id, ...message });
    });
  }

  /** Ends the child for good: asks, then kills. */
  async end(): Promise<void> {
    this.#ended = true;
    clearTimeout(this.#retry);
    const child = this.#child;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    const kill = setTimeout(() => child.kill("SIGKILL"), END_TIMEOUT_MS);
    child.kill("SIGTERM");
    await gone;
    clearTimeout(kill);
  }

  #take(message: { id?: number }): void {
    const waiting = message.id === undefined ? undefined : this.#requests.get(message.id);
    if (waiting) waiting(message);
    else this.#listener.onMessage?.(message);
  }

  #failRequests(): void {
    const error: WireError = { code: "unreachable", message: `${this.#options.name} has ended` };
    for (const answer of [...this.#requests.values()]) answer({ error });
  }

  #restart(reason: string, livedMs: number): void {
    if (this.#ended) return;
    this.#delayMs =
      livedMs > STABLE_MS ? RESTART_MIN_MS : Math.min(this.#delayMs * 2, RESTART_MAX_MS);
    const delayMs = this.#delayMs;
    this.#listener.onDeath(reason, delayMs);
    this.#retry = setTimeout(() => {
      // A start that fails is told by onDeath and tried again; nobody waits for this promise.
      this.start().catch(() => {});
    }, delayMs);
  }
}

function begin(program: ChildProgram): ChildProcess {
  const stdio: ["ignore", "inherit", "pipe", "ipc"] = ["ignore", "inherit", "pipe", "ipc"];
  return "script" in program
    ? fork(program.script, { stdio })
    : spawn(program.command, [], { stdio });
}

function deathReason(code: number | null, signal: string | null, stderr: string): string {
  const how = signal ? `killed by ${signal}` : `exit code ${code}`;
  const lines = stderr.trim().split("\n");
  const told = lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? "";
  return told ? `${how}: ${told.trim()}` : how;
}
