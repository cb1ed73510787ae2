import { readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/cli.ts";

// What an editor shows of the library: it asks the compiler with the apps' own tsconfig.json.
const apps = join(ROOT, "tstl-apps");
const { options } = ts.parseJsonConfigFileContent(
  ts.readConfigFile(join(apps, "tsconfig.json"), ts.sys.readFile).config,
  ts.sys,
  apps,
);
const files = readdirSync(join(apps, "lib"));
/** The modules that apps import: `index.ts`, and the parts, which stand beside a folder of their name. */
const modules = files.filter(
  (file) =>
    file === "index.ts" || (file.endsWith(".ts") && files.includes(file.replace(".ts", ""))),
);
const declarations = readdirSync(join(apps, "toolchain/declarations"))
  .filter((file) => file.endsWith(".d.ts"))
  .map((file) => join(apps, "toolchain/declarations", file));
const program = ts.createProgram(
  [
    ...modules.map((file) => join(apps, "lib", file)),
    join(apps, "lib/native.d.ts"),
    ...declarations,
  ],
  options,
);
const checker = program.getTypeChecker();

describe.each(modules)("lib/%s in an editor", (file) => {
  const source = program.getSourceFile(join(apps, "lib", file)) as ts.SourceFile;
  const module = checker.getSymbolAtLocation(source) as ts.Symbol;
  const exported = checker
    .getExportsOfModule(module)
    .map((symbol) =>
      symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol,
    );
  const documentation = (symbol: ts.Symbol) =>
    ts.displayPartsToString(symbol.getDocumentationComment(checker));

  it("has documentation on every name", () => {
    expect(exported.length).toBeGreaterThan(3);
    expect(
      exported.filter((symbol) => documentation(symbol) === "").map(({ name }) => name),
    ).toEqual([]);
  });

  it("has types on every name", () => {
    const untyped = exported.filter((symbol) => {
      const [declaration] = symbol.declarations ?? [];
      return (
        declaration &&
        checker.typeToString(checker.getTypeOfSymbol(symbol)) === "any" &&
        !!(symbol.flags & ts.SymbolFlags.Value)
      );
    });
    expect(untyped.map(({ name }) => name)).toEqual([]);
  });
});
