import { beforeAll, expect, it } from "vitest";
import { BUILD_MS, describeVariant } from "../support/firmware.ts";
import { hostilePrograms, outcomesOf } from "../support/hostile.ts";
import { type LuaOutcome, NativeLua } from "../support/native-lua.ts";

/** A program that goes on until it is killed gets this long to do harm, ms. */
const RUN_MS = 150;
/** One that should end by itself gets this long, ms. */
const END_MS = 60_000;
/** Sanitizers make everything slower. */
const MOST_CPU_US = { native: 500_000, sanitized: 2_500_000 };

const { memoryBytes, programs } = hostilePrograms();

for (const variant of ["native", "sanitized"] as const)
  describeVariant(variant, "programs that mean harm", () => {
    let lua: NativeLua;

    beforeAll(async () => {
      lua = await NativeLua.build(variant);
    }, BUILD_MS);

    it.each(programs)("$name", { timeout: 2 * END_MS }, (program) => {
      const endsAlone = program.expect !== "killed" && !program.or_killed;
      const killAfterMs = endsAlone ? END_MS : RUN_MS;
      const outcome = lua.run([{ lua: program.lua, memoryBytes, killAfterMs }])[0] as LuaOutcome;
      expect(outcomesOf(program)).toContain(outcome.error?.code ?? "ok");
      if (program.output !== undefined) expect(outcome.output).toBe(program.output);
      expect(outcome.leftBytes).toBe(0);
      expect(outcome.stoppedCpuUs).toBeLessThan(MOST_CPU_US[variant]);
    });
  });
