import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Compiler } from "#toolchain";
import { nodeCompilerFiles, sha256 } from "./node-compiler-files.ts";

const apps = fileURLToPath(new URL("../../tstl-apps", import.meta.url));
const compiled = new Map<string, string>();
let compiler: Compiler | undefined;

/** A program text in TypeScript as Lua; compiled once. */
export function compileText(text: string): string {
  const known = compiled.get(text) ?? compile({ "main.ts": text });
  compiled.set(text, known);
  return known;
}

/** An app of tstl-apps as Lua. */
export function compileApp(name: string): string {
  const files = readdirSync(`${apps}/${name}`).filter((file) => file.endsWith(".ts"));
  return compile(
    Object.fromEntries(
      files.map((file) => [file, readFileSync(`${apps}/${name}/${file}`, "utf8")]),
    ),
  );
}

function compile(files: Readonly<Record<string, string>>): string {
  compiler ??= new Compiler({ files: nodeCompilerFiles(), sha256 });
  const result = compiler.compile({ entry: "main.ts", files });
  if (result.ok) return result.program.lua;
  const faults = result.diagnostics.map((d) => `${d.file}:${d.line}:${d.column} ${d.message}`);
  throw new Error(`does not compile:\n${faults.join("\n")}`);
}
