import { execFileSync } from "node:child_process";
import { expect, it } from "vitest";
import { buildLibraries, VARIANTS } from "#firmware";
import { BUILD_MS, describeVariant } from "../support/firmware.ts";

// gcc for 64 and 32 bits and clang compile the core with all warnings as errors for other tests; these are the rest.
for (const variant of ["rv32", "xtensa"] as const)
  describeVariant(variant, "the core cross-compiled", () => {
    it("has no warning, and no memory but what it is given", { timeout: BUILD_MS }, async () => {
      const files = await buildLibraries({ variant, isStrict: true });
      const [core = "", lua = ""] = files;
      expect(files.length).toBe(3);
      expect(totals(variant, core)).toMatchObject({ data: 0, bss: 0 });
      expect(totals(variant, lua)).toMatchObject({ data: 0, bss: 0 });
    });
  });

/** Bytes of code, of variables with a value and of variables without one. */
function totals(variant: "rv32" | "xtensa", archive: string) {
  const size = VARIANTS[variant].compilers.commands[0].replace(/gcc$/, "size");
  const lines = execFileSync(size, ["-t", archive], { encoding: "utf8" }).trim().split("\n");
  const [text = 0, data = 0, bss = 0] = (lines.at(-1) ?? "").trim().split(/\s+/).map(Number);
  expect(text).toBeGreaterThan(10_000);
  return { text, data, bss };
}
