import { compileProgram } from "./compile.ts";
import type { Agreeing } from "./conformance-classes.ts";
import { runInNode } from "./node-reference.ts";
import type { Outcome, Vm } from "./vms.ts";

type Programs = readonly Agreeing[];

const compiled = new WeakMap<Agreeing, Outcome | string>();
const expected = new WeakMap<Agreeing, Promise<readonly string[]>>();
const ran = new WeakMap<Programs, Map<string, readonly Outcome[]>>();

/** What Node.js prints, once for all VMs. */
export function linesInNode(program: Agreeing): Promise<readonly string[]> {
  const lines = expected.get(program) ?? runInNode(program.files);
  expected.set(program, lines);
  return lines;
}

/** What came of each program on a VM: all are run at the first call. One that does not compile failed. */
export function outcomesOn(vm: Vm, programs: Programs): readonly Outcome[] {
  const byVm = ran.get(programs) ?? new Map<string, readonly Outcome[]>();
  ran.set(programs, byVm);
  const outcomes = byVm.get(vm.name) ?? runAll(vm, programs);
  byVm.set(vm.name, outcomes);
  return outcomes;
}

function runAll(vm: Vm, programs: Programs): readonly Outcome[] {
  const all = programs.map(chunkOf);
  const outcomes = vm.runAll(all.filter((chunk) => typeof chunk === "string")).values();
  return all.map((chunk) =>
    typeof chunk === "string" ? (outcomes.next().value as Outcome) : chunk,
  );
}

function chunkOf(program: Agreeing): Outcome | string {
  const chunk = compiled.get(program) ?? compileOrTell(program);
  compiled.set(program, chunk);
  return chunk;
}

function compileOrTell({ files }: Agreeing): Outcome | string {
  try {
    return compileProgram(files).lua;
  } catch (error) {
    return { lines: [], error: { message: (error as Error).message, stack: "" } };
  }
}
