import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { buildProgram, type Program } from "../compile/program.ts";
import { variantOf } from "../compile/variants.ts";
import { FirmwareError, type OnProgress } from "../firmware-error.ts";
import { cacheFolder, packageRoot } from "../folders.ts";

const FOLDER = join(packageRoot, "test/firmware/fuzz");
const SUFFIX = "_fuzz.c";

/** Names of the fuzz targets: `frames` is `test/firmware/fuzz/frames_fuzz.c`. */
export function fuzzTargets(): string[] {
  const names = readdirSync(FOLDER).filter((name) => name.endsWith(SUFFIX));
  return names.map((name) => name.slice(0, -SUFFIX.length)).sort();
}

/** @throws FirmwareError */
export function buildFuzzer(name: string, onProgress: OnProgress = () => {}): Promise<string> {
  const program: Program = { name: `${name}-fuzz`, files: [join(FOLDER, name + SUFFIX)] };
  return buildProgram(program, { variant: "fuzz", isStrict: true, onProgress });
}

/** `-dict=…` if the target has a dictionary beside it. */
export function dictionaryOf(name: string): string[] {
  const file = join(FOLDER, `${name}.dict`);
  return existsSync(file) ? [`-dict=${file}`] : [];
}

/**
 * Fuzzes until somebody ends it, or as libFuzzer's arguments say; what was found to be worth keeping stays in the
 * cache for the next time. Answers the exit code.
 */
export async function fuzz(name: string, args: readonly string[], onProgress: OnProgress) {
  if (!fuzzTargets().includes(name))
    throw new FirmwareError(
      "no-source",
      `there is no fuzz target "${name}", only ${fuzzTargets().join(", ")}`,
    );
  const program = await buildFuzzer(name, onProgress);
  const corpus = join(cacheFolder(), "corpora", name);
  mkdirSync(corpus, { recursive: true });
  const env = { ...process.env, ...variantOf("fuzz").environment };
  const all = [...dictionaryOf(name), ...args, corpus];
  return spawnSync(program, all, { stdio: "inherit", env }).status ?? 1;
}
