import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "./support/cli.ts";

const documents = execFileSync(
  "git",
  ["ls-files", "--cached", "--others", "--exclude-standard", "*.md"],
  {
    cwd: ROOT,
    encoding: "utf8",
  },
)
  .trim()
  .split("\n");

const commands = readdirSync(join(ROOT, "gateway/src/cli/commands"))
  .map((file) => readFileSync(join(ROOT, "gateway/src/cli/commands", file), "utf8"))
  .flatMap((text) => [...text.matchAll(/\.command\("(\w+)"\)/g)].map((match) => match[1]));

const scripts = Object.keys(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).scripts);

describe.each(documents)("%s", (document) => {
  const text = readFileSync(join(ROOT, document), "utf8");
  const all = (pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] as string);

  it("links to files that exist", () => {
    const prose = text.replace(/^```[\s\S]*?^```$/gm, "");
    const links = prose.matchAll(/\]\((?!https?:|#)([^)#\s]+)/g);
    const targets = [...links].map((match) => match[1] as string);
    const missing = targets.filter((target) => !existsSync(join(ROOT, dirname(document), target)));
    expect(missing).toEqual([]);
  });

  it("names tests and apps that exist", () => {
    const paths = all(/(?:vitest run|vnetos run|vnetos compile) ((?:test|tstl-apps)\/[\w./-]+)/g);
    expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it("names commands and scripts that exist", () => {
    const named = all(/npx vnetos ([a-z]+)/g);
    expect(named.filter((command) => !commands.includes(command))).toEqual([]);
    const run = all(/npm run ([\w:]+)/g);
    expect(run.filter((script) => !scripts.includes(script))).toEqual([]);
  });
});

it("every folder of the product has a README", () => {
  const folders = execFileSync("git", ["ls-files", "*/README.md"], { cwd: ROOT, encoding: "utf8" });
  for (const folder of [
    "gateway",
    "lua-runtime",
    "tstl-apps",
    "fpga-switch-config",
    "web-monitor",
    "firmware",
    "test",
    "bench",
    "docs",
  ])
    expect(folders).toContain(`${folder}/README.md`);
});
