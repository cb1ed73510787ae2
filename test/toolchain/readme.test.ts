import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const folder = fileURLToPath(new URL("../../tstl-apps/toolchain/", import.meta.url));
const readme = readFileSync(`${folder}README.md`, "utf8");

test("the README's map names every file of the folder, and no other", () => {
  const map = readme.slice(readme.indexOf("## Map"), readme.indexOf("Adding a cure"));
  const named = [...map.matchAll(/`([\w./-]+(?:\.ts|\/))`/g)].map(([, name]) => name ?? "");
  for (const name of named) expect(existsSync(folder + name), name).toBe(true);
  const own = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".d.ts"));
  expect(own.filter((name) => !named.includes(name))).toEqual([]);
});
