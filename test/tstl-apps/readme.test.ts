import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { EXERCISES } from "../support/exercises/index.ts";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const apps = fileURLToPath(new URL("../../tstl-apps/", import.meta.url));
const readText = (path: string) => readFileSync(apps + path, "utf8");

describe("lib/README.md", () => {
  const readme = readText("lib/README.md");

  it("has an example that runs", () => {
    const [, example] = /```ts\n(.*?)```/s.exec(readme) ?? [];
    const results = runWorld(compileText(example as string), { size: 3 });
    expect(results.map(({ lines }) => lines)).toEqual([
      ["rank 0 of 3 runs on b0", "hello from 2", "all ranks together: 3"],
      ["rank 1 of 3 runs on b1", "hello from 0"],
      ["rank 2 of 3 runs on b2", "hello from 1"],
    ]);
  });

  it("lists every name that the library exports, and files that exist", () => {
    const names = [
      ...readText("lib/index.ts")
        .replace(/^export type .*$/gm, "")
        .matchAll(/(?<!type )\b(\w+)(?=[,\s]*[^{}]*\} from)/g),
    ];
    const contents = readme.slice(readme.indexOf("## Contents"), readme.indexOf("## Waits end"));
    const values = names.map(([name]) => name).filter((name) => name !== "type");
    expect(values).toContain("allReduce");
    expect(values).toContain("size");
    for (const name of values) expect(contents, name).toMatch(new RegExp(`\`${name}\\b`));
    for (const [, file] of contents.matchAll(/`([\w/-]+\.ts)`/g)) {
      expect(existsSync(`${apps}lib/${file}`), file).toBe(true);
    }
  });
});

it.each(EXERCISES)("$name/README.md shows how to run it", ({ name }) => {
  const readme = readText(`${name}/README.md`);
  expect(readme).toContain(`npx vnetos run tstl-apps/${name}/main.ts`);
  for (const [, file] of readme.matchAll(/`([\w-]+\.ts)`/g)) {
    expect(existsSync(`${apps}${name}/${file}`), file).toBe(true);
  }
  expect(readText("README.md")).toContain(`[\`${name}\`](${name}/README.md)`);
});

it("a program that only asks where it is carries nothing else of the library", () => {
  const lua = compileText(
    `import { node, rank, size } from "vnetos"; console.log("rank " + rank + " of " + size + " on " + node);`,
  );
  expect(Buffer.byteLength(lua)).toBeLessThan(2048);
});
