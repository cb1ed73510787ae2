import { describe, expect, test } from "vitest";
import { cacheKey, compilerVersion } from "#toolchain";
import { sha256 } from "../support/node-compiler-files.ts";

const app = { entry: "main.ts", files: { "main.ts": "1;", "b.ts": "2;" } };
const key = (changed: object, compiler = "c") =>
  cacheKey({ ...app, ...changed }, { sha256, compiler });

describe("cacheKey", () => {
  test("does not depend on the order of the files", () => {
    expect(key({ files: { "b.ts": "2;", "main.ts": "1;" } })).toBe(key({}));
  });

  test.each([
    ["a text", { files: { "main.ts": "1;", "b.ts": "3;" } }],
    ["a name", { files: { "main.ts": "1;", "c.ts": "2;" } }],
    ["the entry", { entry: "b.ts" }],
    ["a border between name and text", { files: { "main.ts": "1;", "b.ts2": ";" } }],
  ])("changes with %s", (_name, changed) => {
    expect(key(changed)).not.toBe(key({}));
  });

  test("changes with the compiler", () => {
    expect(key({}, compilerVersion)).not.toBe(key({}));
    expect(compilerVersion).toMatch(/typescript 6\.0\.2/);
  });
});
