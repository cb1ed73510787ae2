import { expect, it } from "vitest";
import { checkProgram } from "../../../lua-runtime/src/vm/index.ts";

it("finds nothing wrong with a program that loads, and does not run it", () => {
  expect(checkProgram("error('not run')")).toBeUndefined();
});

it("tells the line and the fault", () => {
  expect(checkProgram("local a = 1\nlocal b = = 2")).toEqual({
    line: 2,
    message: "unexpected symbol near '='",
  });
});

it("finds too many locals", () => {
  const text = Array.from({ length: 201 }, (_, i) => `local a${i}`).join("\n");
  expect(checkProgram(text)?.message).toContain("too many local variables");
});

it("refuses compiled chunks", () => {
  expect(checkProgram("\u001bLua")?.message).toContain("binary chunk");
});
