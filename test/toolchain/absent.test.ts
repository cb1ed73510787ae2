import { describe, expect, test } from "vitest";
import { MEMBERS } from "../../tstl-apps/toolchain/lints/absent-members.ts";
import { NAMES } from "../../tstl-apps/toolchain/lints/absent-names.ts";
import { compileFaults } from "./support/compile.ts";

/** A value of each type that has members in JavaScript and not on boards. */
const VALUES: Readonly<Record<string, string>> = {
  Object: "({ a: 1 })",
  Function: "((a: number) => a)",
  String: '"text"',
  Date: "new Date(0)",
  Error: 'new RangeError("far")',
  Set: "new Set([1])",
  Mathematics: "Math",
  JSON: "JSON",
  ConsoleOutput: "console",
};

const NAME_ROWS = Object.entries(NAMES);
const MEMBER_ROWS = Object.entries(MEMBERS).flatMap(([owner, members]) =>
  Object.entries(members).map(([name, advice]) => ({ owner, name, advice })),
);

/** One fault a line: its code, column and advice. */
function faultsOf(lines: readonly string[]) {
  const all = compileFaults({ "main.ts": `export {};\n${lines.join("\n")}` });
  return lines.map((_line, i) => {
    const fault = all.find(({ line }) => line === i + 2);
    return { code: fault?.code, column: fault?.column, advice: fault?.advice };
  });
}

const sampleOf = (owner: string) => VALUES[owner] ?? owner.replace(/Constructor$/, "");

describe("what JavaScript has and boards do not", () => {
  test("each name, as a value", () => {
    const expected = NAME_ROWS.map(([, advice]) => ({ code: "VN1311", column: 6, advice }));
    expect(faultsOf(NAME_ROWS.map(([name]) => `void ${name};`))).toEqual(expected);
  });

  test("each name of the program's own is a name like any other", () => {
    const names = NAME_ROWS.map(([name]) => name).filter((name) => name !== "eval");
    const own = names.map((name) => `  const ${name} = 1;\n  void ${name};`);
    const source = `function f() {\n${own.slice(0, 70).join("\n")}\n}\nf();\nconst x: string = 1;`;
    expect(compileFaults({ "main.ts": source }).map(({ code }) => code)).toEqual(["TS2322"]);
  });

  test("each member", () => {
    const lines = MEMBER_ROWS.map(({ owner, name }) => `void ${sampleOf(owner)}.${name};`);
    const expected = MEMBER_ROWS.map(({ owner, advice }) => {
      return { code: "VN1311", column: `void ${sampleOf(owner)}.`.length + 1, advice };
    });
    expect(faultsOf(lines)).toEqual(expected);
  });

  test("each member in a pattern", () => {
    const lines = MEMBER_ROWS.map(
      ({ owner, name }, i) => `const { ${name}: x${i} } = ${sampleOf(owner)};`,
    );
    const expected = MEMBER_ROWS.map(({ advice }) => ({ code: "VN1311", column: 9, advice }));
    expect(faultsOf(lines)).toEqual(expected);
  });

  test("a member of the same name that a class or an object of the program has", () => {
    const rows = MEMBER_ROWS.filter(({ name }) => name !== "prototype" && name !== "__proto__");
    const names = [...new Set(rows.map(({ name }) => name))];
    const members = names.map((name) => `  ${name}() {\n    return 1;\n  }`).join("\n");
    const uses = names.map((name) => `void new Own().${name}();`).join("\n");
    const source = `class Own {\n${members}\n}\n${uses}\nconst x: string = 1;`;
    expect(compileFaults({ "main.ts": source }).map(({ code }) => code)).toEqual(["TS2322"]);
  });
});
