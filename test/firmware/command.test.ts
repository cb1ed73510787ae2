import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ROOT } from "../support/cli.ts";
import { BUILD_MS, describeVariant } from "../support/firmware.ts";
import { removeFolder, scratchFolder } from "../support/firmware-folders.ts";

const scratch = scratchFolder();
afterAll(() => removeFolder(scratch));

function firmware(args: readonly string[], environment: Record<string, string> = {}) {
  const script = join(ROOT, "gateway/bin/firmware.mjs");
  const env = { ...process.env, ...environment };
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
    env,
    encoding: "utf8",
  });
  return { status, stdout, stderr, lines: stdout.trim().split("\n") };
}

describe("npm run firmware", () => {
  it("helps", () => {
    const { status, stdout } = firmware(["--help"]);
    expect(status).toBe(0);
    for (const command of [
      "native",
      "sanitized",
      "m32",
      "rv32",
      "fuzz",
      "coverage",
      "sources",
      "clean",
    ])
      expect(stdout).toMatch(new RegExp(`^ {2}${command} `, "m"));
  });

  it.each([
    [[], "npm run firmware -- COMMAND"],
    [["nothing"], 'there is no command "nothing"'],
    [["toString"], 'there is no command "toString"'],
    [["native", "--nothing"], "--nothing"],
  ])("exits with 2 for %j", (args, text) => {
    const { status, stderr } = firmware(args);
    expect(status).toBe(2);
    expect(stderr).toContain(text);
  });

  it("prints where the sources are", { timeout: BUILD_MS }, () => {
    const { status, lines } = firmware(["sources"]);
    expect(status).toBe(0);
    expect(lines.length).toBe(2);
    expect(existsSync(join(lines[0] ?? "", "src/lua.h"))).toBe(true);
    expect(existsSync(join(lines[1] ?? "", "library/sha256.c"))).toBe(true);
  });

  it("exits with 1 and one clear line when a named archive is another one", () => {
    const file = join(scratch, "lua.tar.gz");
    writeFileSync(file, "something else");
    const { status, stderr } = firmware(["sources", "--lua", file]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/^.*lua\.tar\.gz is not the archive of lua 5\.4\.\d+: .*\n$/);
  });

  it("names the fuzz targets when there is none of that name", () => {
    const { status, stderr } = firmware(["fuzz", "nothing"]);
    expect(status).toBe(1);
    expect(stderr).toMatch(/there is no fuzz target "nothing", only .*frames/);
  });

  it("empties the cache, but of its own files only", () => {
    const cache = join(scratch, "cache");
    mkdirSync(join(cache, "objects"), { recursive: true });
    writeFileSync(join(cache, "letter"), "of somebody");
    expect(firmware(["clean"], { VNETOS_CACHE: cache }).status).toBe(0);
    expect(readdirSync(cache)).toEqual(["letter"]);
  });
});

describeVariant("native", "npm run firmware -- native", () => {
  it("prints the path of a program that runs", { timeout: BUILD_MS }, () => {
    const { status, lines, stderr } = firmware(["native"]);
    expect(status, stderr).toBe(0);
    expect(lines.length).toBe(1);
    expect(execFileSync(lines[0] ?? "", ["--help"], { encoding: "utf8" })).toContain("--boards N");
  });
});
