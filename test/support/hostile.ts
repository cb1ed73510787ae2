import { readVectors } from "./vectors.ts";

/** A program of test/vectors/hostile.json, whose description tells what the fields mean. */
export interface HostileProgram {
  readonly name: string;
  readonly lua: string;
  readonly expect: "ok" | "killed" | "out-of-memory" | "program-error";
  readonly or_ends?: boolean;
  readonly or_killed?: boolean;
  readonly or?: readonly string[];
  readonly output?: string;
}

export interface HostilePrograms {
  readonly memoryBytes: number;
  readonly programs: readonly HostileProgram[];
}

export function hostilePrograms(): HostilePrograms {
  return readVectors<HostilePrograms>("hostile");
}

/** The right ways to end: "ok", "killed" or the code of an error. */
export function outcomesOf(program: HostileProgram): string[] {
  const outcomes: string[] = [program.expect, ...(program.or ?? [])];
  if (program.or_ends) outcomes.push("ok", "program-error", "out-of-memory");
  if (program.or_killed) outcomes.push("killed");
  return outcomes;
}
