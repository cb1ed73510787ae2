import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { VnetosError } from "#protocol";
import { failureLine, reportFailure } from "../../../gateway/src/cli/ui/errors.ts";

function report(error: unknown): { code: number; lines: string[] } {
  let text = "";
  const code = reportFailure(error, { isTTY: false, write: (part) => (text += part) });
  return { code, lines: text.trimEnd().split("\n") };
}

function systemError(): unknown {
  try {
    return readFileSync("no/such/file.ts");
  } catch (error) {
    return error;
  }
}

describe("failures", () => {
  test("the message is one line with the program's name before it, exit code 1", () => {
    const error = new VnetosError("conflict", 'port "temp" of b0 is taken');
    expect(report(error)).toEqual({ code: 1, lines: ['vnetos: port "temp" of b0 is taken'] });
  });

  test("what to do next follows where it is known", () => {
    const { lines } = report(new VnetosError("sealed-required", "node b9 has a key"));
    expect(lines).toEqual(["vnetos: node b9 has a key (give its key with --key-file)"]);
  });

  test("a fault of the command line is exit code 2", () => {
    const error = Object.assign(new Error("unknown option --x"), {
      code: "commander.unknownOption",
    });
    expect(report(error)).toEqual({ code: 2, lines: ["vnetos: unknown option --x"] });
  });

  test("an error of the operating system speaks for itself", () => {
    const { code, lines } = report(systemError());
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^vnetos: ENOENT.*no\/such\/file\.ts/);
  });

  test.each([
    ["an error", new TypeError("x is undefined"), "vnetos: x is undefined ("],
    ["an error without a message", new RangeError(), "vnetos: RangeError ("],
    ["a text", "boom", "vnetos: boom ("],
    ["nothing", undefined, "vnetos: undefined ("],
  ])("%s of no list is told as a fault of VNetOS", (_, error, first) => {
    const { code, lines } = report(error);
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]?.startsWith(first)).toBe(true);
    expect(lines[0]).toMatch(/please report it/);
  });

  test("line feeds and control characters in a message stay harmless", () => {
    const error = new VnetosError("conflict", "node \u001b[2Jx\u0007\n  is\r\ntaken\n");
    expect(failureLine(error)).toBe("vnetos: node \ufffd[2Jx\ufffd is taken");
  });
});
