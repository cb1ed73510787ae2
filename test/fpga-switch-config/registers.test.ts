import { execFile } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { locateRegister, maskWords, REGISTERS, registerEntries, registersMarkdown } from "#switch";

const folder = new URL("../../fpga-switch-config/", import.meta.url);
const readme = () => readFileSync(new URL("README.md", folder), "utf8");

/** Every word that a switch of 254 ports has: its address, and whose it is. */
function words() {
  return REGISTERS.flatMap((row) =>
    Array.from({ length: registerEntries(row, 254) }, (_, index) =>
      Array.from({ length: row.mask ? maskWords(254) : 1 }, (_, maskWord) => {
        return { address: row.address + index * row.stride + maskWord, row, index, maskWord };
      }),
    ).flat(),
  );
}

it("no two registers stand at the same address, up to 254 ports", () => {
  const all = words();
  expect(new Set(all.map(({ address }) => address)).size).toBe(all.length);
  expect(Math.max(...all.map(({ address }) => address))).toBeLessThan(0x1_0000);
  const lost = all.filter(({ address, row, index, maskWord }) => {
    const found = locateRegister(address, 254);
    return found?.row !== row || found.index !== index || found.maskWord !== maskWord;
  });
  expect(lost).toEqual([]);
});

it("names are used once", () => {
  expect(new Set(REGISTERS.map(({ name }) => name)).size).toBe(REGISTERS.length);
});

it("the README shows the table as it is", () => {
  expect(readme()).toContain(registersMarkdown());
});

it("the README's map has every file, and no other", () => {
  const named = [...readme().matchAll(/^ {2,4}([a-z0-9-]+\.ts) /gm)].map((match) => match[1]);
  const there = ["src/", "src/topologies/", "node/"].flatMap((part) =>
    readdirSync(new URL(part, folder)).filter((file) => file.endsWith(".ts")),
  );
  expect(named.sort()).toEqual(there.sort());
});

it("the README's example runs and says what it says", async () => {
  const code = /```ts\n([\s\S]*?)```/.exec(readme())?.[1] ?? "";
  const said = /\/\/ (.*)$/m.exec(code)?.[1];
  const resolveDir = fileURLToPath(new URL("..", folder));
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir },
    ...{ bundle: true, platform: "node", format: "esm", write: false },
  });
  const script = outputFiles[0]?.text ?? "";
  const { stdout } = await promisify(execFile)("node", ["--input-type=module", "-e", script]);
  expect(stdout.trim()).toBe(said);
});
