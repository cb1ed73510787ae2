import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { Compiler, formatDiagnostic, mapTraceback } from "#toolchain";
import { nodeCompilerFiles, sha256 } from "../support/node-compiler-files.ts";

const folder = fileURLToPath(new URL("../../tstl-apps/toolchain/", import.meta.url));
const readme = readFileSync(`${folder}README.md`, "utf8");

test("the README's map names every file of the folder, and no other", () => {
  const map = readme.slice(readme.indexOf("## Map"), readme.indexOf("Adding a cure"));
  const named = [...map.matchAll(/`([\w./-]+(?:\.ts|\/))`/g)].map(([, name]) => name ?? "");
  for (const name of named) expect(existsSync(folder + name), name).toBe(true);
  const own = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));
  expect(own.filter((name) => !named.includes(name))).toEqual([]);
});

test("the README's example runs, and prints what it says", () => {
  const [, code = ""] = /```ts\n(.*?)```/s.exec(readme) ?? [];
  const names = { Compiler, formatDiagnostic, mapTraceback, files: nodeCompilerFiles(), sha256 };
  const lines: unknown[] = [];
  const log = (line: unknown) => lines.push(line);
  const body = code.replace(/^import .*$/gm, "");
  new Function(...Object.keys(names), "console", body)(...Object.values(names), { log });
  expect(lines).toEqual(["main.ts:1:1: oh"]);
});
