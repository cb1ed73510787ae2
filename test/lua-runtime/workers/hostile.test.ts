import { describe, expect, it } from "vitest";
import { Scheduler } from "../../../lua-runtime/src/workers/index.ts";
import { readVectors } from "../../support/vectors.ts";
import { type Bench, onBench, realHost } from "./worker-bench.ts";

interface Program {
  readonly name: string;
  readonly lua: string;
  readonly expect: "ok" | "killed" | "out-of-memory" | "program-error";
  readonly or_ends?: boolean;
  readonly or_killed?: boolean;
  readonly or?: readonly string[];
  readonly output?: string;
}

const { memoryBytes, programs } = readVectors<{ memoryBytes: number; programs: Program[] }>(
  "hostile",
);

/** A program that goes on until it is killed gets this long to do harm, ms. */
const RUN_MS = 150;
/** One that should end by itself gets this long, ms. */
const END_MS = 20_000;

const SIBLING = "while true do __vnetos.sleep(1) print('alive') end";

function outcome({ worker }: Bench): string {
  const exit = worker.status().exit;
  return exit?.status === "failed" ? (exit.error?.code ?? "") : (exit?.status ?? "not ended");
}

function allowed(program: Program): string[] {
  const outcomes: string[] = [program.expect, ...(program.or ?? [])];
  if (program.or_ends) outcomes.push("ok", "program-error", "out-of-memory");
  if (program.or_killed) outcomes.push("killed");
  return outcomes;
}

describe("programs that mean harm, while siblings go on", () => {
  for (const program of programs) {
    it(program.name, { timeout: END_MS + 10_000 }, async () => {
      const scheduler = new Scheduler(realHost);
      const hostile = onBench(program.lua, { scheduler, memoryBytes });
      const sibling = onBench(SIBLING, { scheduler });
      sibling.worker.start();
      hostile.worker.start();
      const endsAlone = program.expect !== "killed" && !program.or_killed;
      const timer = setTimeout(() => hostile.worker.kill(), endsAlone ? END_MS : RUN_MS);
      await hostile.ended;
      clearTimeout(timer);
      expect(allowed(program)).toContain(outcome(hostile));
      if (program.output !== undefined) expect(hostile.sink.text()).toBe(program.output);
      await nextLine(sibling);
      sibling.worker.kill();
    });
  }
});

/** The sibling is still there: it writes once more. */
async function nextLine({ sink }: Bench): Promise<void> {
  const before = sink.events.length;
  while (sink.events.length === before) await new Promise((resolve) => setTimeout(resolve, 1));
}
