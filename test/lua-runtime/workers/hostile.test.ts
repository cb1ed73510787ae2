import { describe, expect, it } from "vitest";
import { Scheduler } from "../../../lua-runtime/src/workers/index.ts";
import { hostilePrograms, outcomesOf } from "../../support/hostile.ts";
import { type Bench, onBench, realHost } from "./worker-bench.ts";

const { memoryBytes, programs } = hostilePrograms();

/** A program that goes on until it is killed gets this long to do harm, ms. */
const RUN_MS = 150;
/** One that should end by itself gets this long, ms. */
const END_MS = 20_000;

const SIBLING = "while true do __vnetos.sleep(1) print('alive') end";

function outcome({ worker }: Bench): string {
  const exit = worker.status().exit;
  return exit?.status === "failed" ? (exit.error?.code ?? "") : (exit?.status ?? "not ended");
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
      expect(outcomesOf(program)).toContain(outcome(hostile));
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
