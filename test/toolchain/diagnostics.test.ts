import { describe, expect, test } from "vitest";
import { formatDiagnostic } from "#toolchain";
import { compileFaults, compiler } from "./support/compile.ts";

/** Code, line and column of the first diagnostic of an app of one file. */
function first(source: string) {
  const [fault] = compileFaults({ "main.ts": source });
  if (!fault) throw new Error("no diagnostic");
  return fault;
}

describe("faults are told at their place", () => {
  test("a type error", () => {
    const source = "const a = 1;\nconst b: string = a;\nconsole.log(b);";
    const fault = first(source);
    expect(fault).toMatchObject({ code: "TS2322", line: 2, column: 7, length: 1 });
    expect(fault.message).toContain("'number' is not assignable to type 'string'");
  });

  test("a syntax error alone, without what follows from it", () => {
    const faults = compileFaults({ "main.ts": "const a = ;\nconst b: string = 1;" });
    expect(faults.map(({ code, line }) => [code, line])).toEqual([["TS1109", 1]]);
  });

  test("faults in a second file name it", () => {
    const files = { "main.ts": 'import "./lib/part.ts";', "lib/part.ts": "\n\nvar y = 1;" };
    expect(compileFaults(files)[0]).toMatchObject({ file: "lib/part.ts", line: 3, code: "VN1103" });
  });

  test("several faults come in the order of the lines", () => {
    const faults = compileFaults({ "main.ts": "var a = 1;\nconst b: string = 2;\nvar c = 3;" });
    expect(faults.map(({ line }) => line)).toEqual([1, 2, 3]);
  });
});

describe("the app as a whole", () => {
  test("a missing entry", () => {
    const [fault] = compileFaults({ "other.ts": "1;" }, "main.ts");
    expect(fault).toMatchObject({ code: "VN1001", message: "the app has no file main.ts" });
    expect(fault?.advice).toContain("other.ts");
  });

  test.each(["", "// nothing\n", "  \n/* still nothing */"])("an empty program: %j", (source) => {
    expect(first(source)).toMatchObject({ code: "VN1002", file: "main.ts" });
  });

  test("a name like a property of Object is no file", () => {
    expect(compiler.compile({ entry: "toString", files: {} }).ok).toBe(false);
  });
});

describe("Lua's limits", () => {
  test("more than 200 variables in a function", () => {
    const lines = Array.from({ length: 210 }, (_, i) => `  const v${i} = ${i} * x;`);
    const source = `function f(x: number) {\n${lines.join("\n")}\n  return v0;\n}\nconsole.log(f(1));`;
    const fault = first(source);
    expect(fault).toMatchObject({ code: "VN1201", file: "main.ts" });
    expect(fault.message).toContain("200");
    expect(fault.line).toBeGreaterThan(195);
    expect(fault.line).toBeLessThan(212);
    expect(fault.advice).toContain("200 variables");
  });

  test("more than 200 variables in a file", () => {
    const lines = Array.from({ length: 210 }, (_, i) => `const v${i} = ${i};`);
    const fault = first(`${lines.join("\n")}\nconsole.log(v0);`);
    expect(fault).toMatchObject({ code: "VN1201", file: "main.ts" });
  });
});

describe("formatDiagnostic", () => {
  test("place, source line, underline, advice", () => {
    const [fault] = compileFaults({ "main.ts": "const a = 1;\n\tvar bc = a;" });
    if (!fault) throw new Error("no diagnostic");
    expect(formatDiagnostic(fault, { color: false })).toBe(
      [
        "main.ts:2:2 - error VN1103: var is not supported",
        "",
        "    var bc = a;",
        "    ~~~~~~~~~~",
        "  write let, or const if it never changes",
      ].join("\n"),
    );
    expect(formatDiagnostic(fault, { color: true })).toContain("\u001b[31m");
  });
});
