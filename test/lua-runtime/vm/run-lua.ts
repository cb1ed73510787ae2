import { LuaVm, type NativeTable, type VmStep } from "../../../lua-runtime/src/vm/index.ts";

const decoder = new TextDecoder();

export interface LuaRun {
  readonly lines: string[];
  readonly step: VmStep;
  /** How often the program was suspended because its slice was over. */
  readonly preemptions: number;
}

export interface LuaRunOptions {
  readonly natives?: NativeTable;
  readonly memoryBytes?: number;
  /** The clock goes on by this much each time it is read, ms. A slice has 1 ms. */
  readonly tickMs?: number;
  /** Gives up after so many slices. */
  readonly slices?: number;
}

/** Runs a program to its end; waits are answered when they call back at once. */
export function runLua(text: string, options: LuaRunOptions = {}): LuaRun {
  const lines: string[] = [];
  let clock = 0;
  const vm = new LuaVm({
    now: () => {
      clock += options.tickMs ?? 0;
      return clock;
    },
    memoryBytes: options.memoryBytes ?? 4_194_304,
    natives: options.natives ?? {},
    print: (line) => lines.push(decoder.decode(line)),
  });
  const refusal = vm.load(new TextEncoder().encode(text), "program");
  if (refusal) return { lines, step: { kind: "failed", error: refusal }, preemptions: 0 };
  let preemptions = 0;
  for (let slices = 0; ; slices++) {
    const step = vm.run(clock + 1);
    if (step.kind === "preempted") preemptions++;
    if (step.kind === "ended" || step.kind === "failed") return { lines, step, preemptions };
    if (slices >= (options.slices ?? 100_000)) return { lines, step, preemptions };
    if (step.kind === "waiting") answerAtOnce(vm, step);
  }
}

function answerAtOnce(vm: LuaVm, step: VmStep & { kind: "waiting" }): void {
  let answered = false;
  step.wait.begin((results) => {
    answered = true;
    vm.answer(results);
  });
  if (!answered) throw new Error("the wait of a test must end at once");
}

/** What the program prints, when it ends well; otherwise throws its error. */
export function linesOf(text: string, options?: LuaRunOptions): string[] {
  const { lines, step } = runLua(text, options);
  if (step.kind !== "ended")
    throw new Error(step.kind === "failed" ? step.error.message : `the program is ${step.kind}`);
  return lines;
}

/** A native call that waits, and is answered with its first argument. */
export const ECHO: NativeTable = {
  echo: (call) => {
    const text = call.text(1);
    return {
      kind: "sleeping",
      begin: (done) => {
        done([text]);
        return () => undefined;
      },
    };
  },
};
