import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildProgram, filesBelow, profileFile, VARIANTS, type VariantName } from "#firmware";
import { ROOT } from "./cli.ts";

/** Where the tests in C are. */
export const C_TESTS = join(ROOT, "test/firmware/c");

/** A build on a busy machine with an empty cache, ms. */
export const BUILD_MS = 900_000;

const known = new Map<VariantName, string | undefined>();

/** What is missing on this machine for programs of that variant; undefined: nothing. */
export function lackOf(variant: VariantName): string | undefined {
  if (!known.has(variant)) known.set(variant, findLack(variant));
  return known.get(variant);
}

function findLack(variant: VariantName): string | undefined {
  const row = VARIANTS[variant];
  const flags = [...row.flags, ...("linkFlags" in row ? row.linkFlags : [])];
  const input =
    "#include <stdio.h>\nint LLVMFuzzerTestOneInput(const char *b, long n) { return b && n; }";
  const source = variant === "fuzz" ? input : "#include <stdio.h>\nint main(void) { return 0; }";
  for (const command of row.compilers.commands) {
    const [program = "", ...first] = command.split(/\s+/);
    const isBare = "isBare" in row && row.isBare;
    const args = [...first, ...flags, ...(isBare ? ["-c"] : []), "-x", "c", "-", "-o", "/dev/null"];
    if (spawnSync(program, args, { input: source }).status === 0) return undefined;
  }
  return `no compiler here makes programs of the variant ${variant}: ${row.compilers.install}; ${row.meaning}`;
}

/** The variants that a test runs in; `VNETOS_C_VARIANTS=coverage` names others. */
export function variantsOr(usual: readonly VariantName[]): readonly VariantName[] {
  const named = process.env.VNETOS_C_VARIANTS?.split(",");
  return named?.filter((name): name is VariantName => Object.hasOwn(VARIANTS, name)) ?? usual;
}

/** `describe` for programs of a variant: where it cannot be made a visible skip, and a failure with CI=true. */
export function describeVariant(variant: VariantName, name: string, tests: () => void): void {
  const lack = lackOf(variant);
  if (lack === undefined) describe(`${name}, ${variant}`, tests);
  else if (process.env.CI === "true") test(`${name}, ${variant}`, () => expect.fail(lack));
  else describe.skip(`${name}, ${variant}: ${lack}`, tests);
}

/**
 * A test program in C: its file, those that begin with its name (`links_test.c` takes `links_simulation.c` along),
 * and the harness if it uses it.
 */
export function buildTest(
  file: string,
  variant: VariantName,
  usesHarness: boolean,
): Promise<string> {
  const stem = basename(file).replace(/test\.c$/, "");
  const beside = readdirSync(C_TESTS).filter(
    (name) => name.startsWith(stem) && name.endsWith(".c") && !name.endsWith("_test.c"),
  );
  const files = [file, ...beside].map((name) => join(C_TESTS, name));
  if (usesHarness) files.push(join(C_TESTS, "support/check.c"));
  return buildFiles(basename(file, ".c"), files, variant);
}

export function buildOracle(variant: VariantName): Promise<string> {
  return buildFiles("oracle", filesBelow(join(C_TESTS, "oracle")), variant);
}

/** A program of these files of ours. */
export function buildFiles(
  name: string,
  files: readonly string[],
  variant: VariantName,
): Promise<string> {
  const includes = [join(C_TESTS, "support"), join(C_TESTS, "oracle"), C_TESTS];
  // CHECK and ORACLE_VERB want what GNU C allows.
  const flags = ["-Wno-pedantic", "-Wno-format-zero-length", "-D_GNU_SOURCE"];
  // The native objects are shared with those that people run; the other variants see every warning.
  const isStrict = variant !== "native";
  return buildProgram({ name, files, includes, flags }, { variant, isStrict });
}

/** For running a program of that variant. */
export function environmentOf(variant: VariantName): NodeJS.ProcessEnv {
  const row = VARIANTS[variant];
  const counts = variant === "coverage" ? { LLVM_PROFILE_FILE: profileFile() } : {};
  return { ...process.env, ...("environment" in row ? row.environment : {}), ...counts };
}
