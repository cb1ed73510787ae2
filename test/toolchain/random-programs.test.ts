import { expect, test } from "vitest";
import { compiler } from "./support/compile.ts";
import type { Agreeing } from "./support/conformance-classes.ts";
import { linesInNode, outcomesOn } from "./support/conformance-run.ts";
import { randomProgram, shrunk, sourceOf } from "./support/random/program.ts";
import type { Node } from "./support/random/statements.ts";
import { isSkipped, type Outcome, VMS, type Vm } from "./support/vms.ts";

/** `VNETOS_SEEDS=1000` tries seeds 0 to 999; `VNETOS_SEEDS=5000-6000` those. */
const [FIRST, END] = seeds(process.env.VNETOS_SEEDS ?? "40");
const BATCH = 20;

function seeds(text: string): readonly [number, number] {
  const [first = 0, end] = text.split("-").map(Number);
  return end === undefined ? [0, first] : [first, end];
}

const batches = Array.from({ length: Math.ceil((END - FIRST) / BATCH) }, (_, i) => {
  const first = FIRST + i * BATCH;
  return Array.from({ length: Math.min(BATCH, END - first) }, (_, k) => first + k);
});

test.each(batches.map((seeds) => [seeds[0], seeds.at(-1), seeds] as const))(
  "programs of the seeds %i to %i print the same in Node.js and on every VM",
  async (_first, _last, seeds) => {
    const programs = seeds.map((seed) => programOf(randomProgram(seed)));
    for (const vm of VMS.filter((one) => !isSkipped(one))) {
      const outcomes = outcomesOn(vm, programs);
      for (const [i, seed] of seeds.entries()) {
        const expected = await linesInNode(programs[i] as Agreeing);
        if (!isSame(outcomes[i], expected)) await fail(seed, vm);
      }
    }
  },
);

function programOf(nodes: readonly Node[]): Agreeing {
  return { name: "", files: { "main.ts": sourceOf(nodes) } };
}

function isSame(outcome: Outcome | undefined, lines: readonly string[]): boolean {
  return outcome?.error === undefined && outcome?.lines.join("\n") === lines.join("\n");
}

/** Tells the seed, and the smallest program of it that still differs. */
async function fail(seed: number, vm: Vm): Promise<never> {
  const differs = async (nodes: readonly Node[]) => {
    const program = programOf(nodes);
    const compiles = compiler.compile({ entry: "main.ts", files: program.files }).ok;
    return compiles && !isSame(outcomesOn(vm, [program])[0], await linesInNode(program));
  };
  const nodes = randomProgram(seed);
  const smallest = programOf((await differs(nodes)) ? await shrunk(nodes, differs) : nodes);
  const [outcome] = outcomesOn(vm, [smallest]);
  const title = `VNETOS_SEEDS=${seed}-${seed + 1} differs on ${vm.name}:`;
  const got = [...(outcome?.lines ?? []), outcome?.error?.message ?? ""].join("\n");
  const wanted = (await linesInNode(smallest)).join("\n");
  expect.fail(
    [title, smallest.files["main.ts"], "Node.js:", wanted, `${vm.name}:`, got].join("\n"),
  );
}
