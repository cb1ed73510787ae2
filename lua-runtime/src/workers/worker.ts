import {
  type Lifetime,
  type TraceAnswer,
  VnetosError,
  type WireError,
  type WorkerExit,
  type WorkerState,
  type WorkerStatus,
  type World,
} from "#protocol";
import type { BoardHost } from "../host.ts";
import type { Inbox } from "../ports/index.ts";
import { LuaVm, type NativeTable, type VmStep } from "../vm/lua-vm.ts";
import type { Wait } from "../vm/native-call.ts";
import { bytesOf } from "../vm/text.ts";
import { Activity } from "./activity.ts";
import type { CounterUser } from "./counters/index.ts";
import { InputQueue } from "./input-queue.ts";
import { counterNatives } from "./natives/counter-natives.ts";
import { inputNatives } from "./natives/input-natives.ts";
import { messageNatives, type WorkerPorts } from "./natives/message-natives.ts";
import { outputNatives } from "./natives/output-natives.ts";
import { spanNatives } from "./natives/span-natives.ts";
import { timeNatives } from "./natives/time-natives.ts";
import { worldNatives } from "./natives/world-natives.ts";
import { OutputQueue, type OutputSink } from "./output-queue.ts";
import type { Runnable, Scheduler } from "./scheduler.ts";
import { SHELL } from "./shell.ts";
import { tracePage, WorkerTrace } from "./trace/index.ts";

export interface WorkerOptions {
  readonly id: number;
  readonly name: string;
  /** This node's name. */
  readonly node: string;
  readonly host: BoardHost;
  readonly scheduler: Scheduler;
  /** The worker's board: CPU time is shared evenly between boards. */
  readonly board: object;
  /** Lua text and its SHA-256; absent: an interactive shell. */
  readonly program?: { readonly sha256: string; readonly text: Uint8Array } | undefined;
  readonly args?: readonly string[] | undefined;
  readonly world?: World | undefined;
  readonly lifetime: Lifetime;
  readonly memoryBytes: number;
  /** CPU time budget, ms; absent: none. */
  readonly cpuMs?: number | undefined;
  /** Its trace: how many records it keeps, and the node's start, ms of the host's clock. Absent: none. */
  readonly trace?: { readonly records: number; readonly startedAt: number } | undefined;
  readonly ports: WorkerPorts;
  readonly inbox: Inbox;
  /** Its way to the counters of its board; it leaves them at its end. */
  readonly counters: CounterUser;
  readonly sink: OutputSink;
  /** Called once, when the worker has ended and all its output is written. */
  readonly onEnd: (worker: Worker) => void;
}

const NEWLINE = bytesOf("\n");
const SHELL_TEXT = bytesOf(SHELL);

/**
 * One Lua VM that runs one program.
 *
 *   ready --start--> running <--> waiting (in a native call, or for room for its output)
 *     \________________|____________|________--> ended
 */
export class Worker implements Runnable {
  readonly id: number;
  readonly board: object;

  private readonly options: WorkerOptions;
  private readonly createdAt: number;
  private readonly inputQueue = new InputQueue();
  private readonly output: OutputQueue;
  private vm: LuaVm | undefined;
  private memory: WorkerStatus["memory"];
  private current: WorkerState = "ready";
  private exit: WorkerExit | undefined;
  private giveUp: (() => void) | undefined;
  private readonly activity: Activity;
  private trace: WorkerTrace | undefined;
  private inSlice = false;

  /** VnetosError `program-refused` when the program does not load. */
  constructor(options: WorkerOptions) {
    this.options = options;
    this.id = options.id;
    this.board = options.board;
    this.createdAt = options.host.now();
    const { trace } = options;
    if (trace) this.trace = new WorkerTrace(trace.records, trace.startedAt);
    this.activity = new Activity(() => options.host.now(), this.trace);
    this.memory = { used: 0, peak: 0, budget: options.memoryBytes };
    this.output = new OutputQueue(options.sink, () => this.outputDrained());
    this.vm = this.load();
  }

  get state(): WorkerState {
    return this.current;
  }

  status(): WorkerStatus {
    const { id, name, program, world, lifetime, host } = this.options;
    if (this.vm) this.memory = this.vm.memory.status();
    return {
      id,
      name,
      program: program?.sha256,
      state: this.current,
      exit: this.current === "ended" ? this.exit : undefined,
      world,
      lifetime,
      memory: this.memory,
      cpuMs: Math.round(this.activity.computedMs),
      ageMs: Math.round(host.now() - this.createdAt),
      activity: this.activity.status(),
    };
  }

  /** Records that its trace has room for; 0: it has none. */
  get traceRecords(): number {
    return this.trace?.ring.capacity ?? 0;
  }

  /** A page of its trace; undefined: there is none. */
  traceFrom(
    from: { readonly names: number; readonly records: number },
    maxBytes: number,
  ): TraceAnswer | undefined {
    return this.trace && tracePage(this.trace, from, maxBytes);
  }

  /** Gives back the room of its trace. The worker has ended. */
  forgetTrace(): void {
    this.trace = undefined;
  }

  /** VnetosError `conflict` unless the worker is ready. */
  start(): void {
    if (this.current !== "ready")
      throw new VnetosError("conflict", `worker ${this.id} is ${this.current}, not ready`);
    this.wake();
  }

  /** Standard input. `taken` is called once there was room for it, or with the reason why it is refused. */
  input(text: string, end: boolean, taken: (error?: WireError) => void): void {
    this.inputQueue.offer(text, end, taken);
  }

  /** Ends the worker now; from within its own slice, when that is over. A worker that has ended stays as it is. */
  kill(reason = `worker ${this.id} was killed`): void {
    if (this.current === "ended") return;
    this.exit ??= { status: "killed", error: { code: "killed", message: reason } };
    if (!this.inSlice) this.finish();
  }

  /** For the scheduler. */
  slice(deadline: number): boolean {
    const { vm } = this;
    if (!vm) return false;
    this.activity.turnTo("computing");
    this.inSlice = true;
    const step = vm.run(deadline);
    this.output.flush();
    this.inSlice = false;
    this.activity.turnTo("queued");
    return this.after(step);
  }

  private after(step: VmStep): boolean {
    if (step.kind === "ended") this.exit ??= { status: "ok" };
    else if (step.kind === "failed") this.exit ??= { status: "failed", error: step.error };
    else if (this.isOutOfTime()) this.exit ??= { status: "failed", error: this.outOfTime() };
    if (this.exit) this.close();
    else if (step.kind === "waiting") this.wait(step.wait);
    else if (!this.output.isFull) return true;
    else this.waitForRoom();
    return false;
  }

  private isOutOfTime(): boolean {
    return this.activity.computedMs >= (this.options.cpuMs ?? Number.POSITIVE_INFINITY);
  }

  private outOfTime(): WireError {
    const { cpuMs } = this.options;
    const used = Math.round(this.activity.computedMs);
    return {
      code: "out-of-time",
      message: `used ${used} ms of CPU time, the budget is ${cpuMs} ms`,
    };
  }

  private wait(wait: Wait): void {
    this.current = "waiting";
    this.activity.turnTo(wait.kind);
    let answered = false;
    const giveUp = wait.begin((results) => {
      answered = true;
      this.giveUp = undefined;
      this.vm?.answer(results);
      if (this.output.isFull) this.waitForRoom();
      else this.wake();
    });
    if (!answered) this.giveUp = giveUp;
  }

  /** Its output has no room: it goes on in `outputDrained`. */
  private waitForRoom(): void {
    this.current = "waiting";
    this.activity.turnTo("output");
  }

  private wake(): void {
    this.current = "running";
    this.activity.turnTo("queued");
    this.options.scheduler.add(this);
  }

  private outputDrained(): void {
    if (this.current !== "waiting") return;
    if (this.exit) this.finish();
    else if (!this.giveUp) this.wake();
  }

  /** The program is over; what it has written may still wait for room. */
  private close(): void {
    if (this.output.isFull && this.exit?.status !== "killed") {
      this.waitForRoom();
      this.letGo();
    } else this.finish();
  }

  private finish(): void {
    this.letGo();
    this.output.close();
    this.activity.turnTo(undefined);
    this.current = "ended";
    this.options.onEnd(this);
  }

  /** Gives back all that the worker holds. The VM is simply not run again. */
  private letGo(): void {
    const { vm, options } = this;
    if (!vm) return;
    this.memory = { ...vm.memory.status(), used: 0 };
    this.vm = undefined;
    options.scheduler.remove(this);
    this.giveUp?.();
    this.giveUp = undefined;
    this.inputQueue.close();
    options.ports.release(options.inbox);
    options.counters.leave();
  }

  private load(): LuaVm {
    const { options, output } = this;
    const vm = new LuaVm({
      now: () => options.host.now(),
      memoryBytes: options.memoryBytes,
      natives: this.natives(),
      print: (line) => {
        output.write("out", line);
        output.write("out", NEWLINE);
      },
    });
    const { program } = options;
    const refusal = vm.load(program?.text ?? SHELL_TEXT, program ? "program" : "(shell)");
    if (refusal) throw new VnetosError(refusal.code, refusal.message);
    return vm;
  }

  private natives(): NativeTable {
    const { options, output, inputQueue } = this;
    return {
      ...worldNatives(options.node, options.world, options.args ?? []),
      ...timeNatives(options.host),
      ...outputNatives(output),
      ...inputNatives(options.host, inputQueue),
      ...counterNatives(options.host, options.counters),
      ...messageNatives({ ...options, activity: this.activity, trace: this.trace }),
      ...spanNatives(options.host, this.trace),
    };
  }
}
