import { execFile } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, expect, it } from "vitest";
import { buildFuzzer, cacheFolder, dictionaryOf, fuzzTargets } from "#firmware";
import { BUILD_MS, describeVariant, environmentOf } from "../support/firmware.ts";
import { removeFolder, scratchFolder } from "../support/firmware-folders.ts";
import { seedsOf } from "./fuzz/seeds.ts";

const run = promisify(execFile);

/** For each target: short with the other tests, a minute in CI. */
const seconds = Number(process.env.VNETOS_FUZZ_SECONDS ?? 2);

const scratch = scratchFolder();
afterAll(() => removeFolder(scratch));

describeVariant("fuzz", "libFuzzer", () => {
  it.concurrent.each(fuzzTargets())("%s", { timeout: BUILD_MS }, async (name) => {
    const program = await buildFuzzer(name);
    const corpus = join(scratch, name);
    mkdirSync(corpus);
    seedsOf(name).forEach((seed, i) => {
      writeFileSync(join(corpus, `seed-${i}`), seed);
    });
    // What it finds stays, for `npm run firmware -- fuzz NAME -- FILE`.
    const found = join(cacheFolder(), "crashes");
    mkdirSync(found, { recursive: true });
    const args = [
      `-max_total_time=${seconds}`,
      "-timeout=10",
      `-artifact_prefix=${found}/${name}-`,
    ];
    args.push(...dictionaryOf(name), corpus);
    const { stderr } = await run(program, args, { env: environmentOf("fuzz"), maxBuffer: 2 ** 26 });
    expect(stderr).toMatch(/Done \d+ runs/);
  });
});
