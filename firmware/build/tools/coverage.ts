import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { FirmwareError } from "../firmware-error.ts";
import { cacheFolder } from "../folders.ts";

/** Where programs of the variant `coverage` leave what they counted: for LLVM_PROFILE_FILE. */
export function profileFile(): string {
  return join(cacheFolder(), "coverage", "%m-%p.profraw");
}

/** Prints which lines of the core the programs have run since the last report, and forgets it. */
export function reportCoverage(): void {
  const folder = join(cacheFolder(), "coverage");
  const raw = existsSync(folder)
    ? readdirSync(folder).filter((name) => name.endsWith(".profraw"))
    : [];
  if (raw.length === 0)
    throw new FirmwareError(
      "no-source",
      "nothing was counted yet: run VNETOS_C_VARIANTS=coverage npx vitest run test/firmware first",
    );
  const merged = join(folder, "merged.profdata");
  runTool("llvm-profdata", ["merge", "-o", merged, ...raw.map((name) => join(folder, name))]);
  const programs = newestPrograms().flatMap((file) => ["-object", file]);
  const others = "-ignore-filename-regex=^(lua|mbedtls)/|test/";
  runTool("llvm-cov", ["report", `-instr-profile=${merged}`, others, ...programs]);
  rmSync(folder, { recursive: true, force: true });
}

/** One program a name: older ones were made of older sources. */
function newestPrograms(): string[] {
  const folder = join(cacheFolder(), "programs");
  const newest = new Map<string, string>();
  const names = readdirSync(folder).filter((name) => /-coverage-[0-9a-f]+$/.test(name));
  names.sort((a, b) => statSync(join(folder, a)).mtimeMs - statSync(join(folder, b)).mtimeMs);
  for (const name of names) {
    const program = name.replace(/-coverage-[0-9a-f]+$/, "");
    newest.set(program, join(folder, name, program));
  }
  return [...newest.values()];
}

function runTool(tool: string, args: readonly string[]): void {
  const { error, status } = spawnSync(tool, args, { stdio: "inherit" });
  if (error)
    throw new FirmwareError(
      "no-compiler",
      `${tool} does not run: install llvm (Debian: apt-get install llvm)`,
    );
  if (status !== 0) throw new FirmwareError("compile-failed", `${tool} failed`);
}
