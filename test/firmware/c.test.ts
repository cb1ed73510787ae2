import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import {
  BUILD_MS,
  buildTest,
  C_TESTS,
  describeVariant,
  environmentOf,
  variantsOr,
} from "../support/firmware.ts";

const run = promisify(execFile);

const files = readdirSync(C_TESTS).filter((name) => name.endsWith("_test.c"));

/** The names of its tests; none: the program is one test. */
function casesOf(file: string): string[] {
  const text = readFileSync(join(C_TESTS, file), "utf8");
  return [...text.matchAll(/^TEST\((\w+)\)/gm)].map((match) => match[1] as string);
}

for (const variant of variantsOr(["native", "sanitized", "m32"]))
  describeVariant(variant, "tests in C", () => {
    describe.each(files)("%s", (file) => {
      const cases = casesOf(file);
      let program: string;

      beforeAll(async () => {
        program = await buildTest(file, variant, cases.length > 0);
      }, BUILD_MS);

      it.each(cases.length > 0 ? cases : [file])("%s", { timeout: BUILD_MS }, async (name) => {
        const args = cases.length > 0 ? [name] : [];
        const { stdout } = await run(program, args, { env: environmentOf(variant) });
        expect(stdout).toMatch(/^(?:1 passed|ok)$/m);
      });
    });
  });
