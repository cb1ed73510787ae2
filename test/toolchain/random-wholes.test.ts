import { describe, expect, test } from "vitest";
import { linesInNode, outcomesOn } from "./support/conformance-run.ts";
import { wholeProgram } from "./support/random/wholes.ts";
import { isSkipped, VMS } from "./support/vms.ts";

/** `VNETOS_SEEDS=1000` tries seeds 0 to 999. */
const SEEDS = Number(process.env.VNETOS_SEEDS ?? "30");

const PROGRAMS = Array.from({ length: SEEDS }, (_, seed) => ({
  name: "",
  files: { "main.ts": wholeProgram(seed) },
}));

describe.each(VMS.map((vm) => [vm.name, vm] as const))("whole numbers on %s", (_name, vm) => {
  test.skipIf(isSkipped(vm))("are those of Node.js for every seed", async () => {
    const outcomes = outcomesOn(vm, PROGRAMS);
    for (const [seed, program] of PROGRAMS.entries()) {
      const { lines, error } = outcomes[seed] ?? {};
      const told = `seed ${seed}\n${program.files["main.ts"]}`;
      expect(error?.message, told).toBeUndefined();
      expect(lines, told).toEqual(await linesInNode(program));
    }
  });
});
