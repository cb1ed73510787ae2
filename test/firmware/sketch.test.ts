import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { checkEsp32, FirmwareError, sketchFolder } from "#firmware";
import { ROOT } from "../support/cli.ts";
import { BUILD_MS } from "../support/firmware.ts";

describe("the sketch", () => {
  let folder: string;
  let files: string[];
  beforeAll(async () => {
    folder = await sketchFolder();
    files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
      statSync(join(folder, name)).isFile(),
    );
  });

  it("has the name of its folder, as Arduino wants it", () => {
    expect(folder).toMatch(/[/\\]firmware$/);
    expect(files).toContain("firmware.ino");
  });

  it("is made once for one state of its sources", async () => {
    expect(await sketchFolder()).toBe(folder);
  });

  it("needs no folder of headers: what it includes by a path is there, and the rest is no part of it", () => {
    const own = new Set(
      files.filter((name) => name.endsWith(".h")).map((name) => name.split("/").at(-1)),
    );
    const missing: string[] = [];
    const strange: string[] = [];
    for (const file of files.filter((name) => /^src.*\.[ch]$/.test(name))) {
      const text = readFileSync(join(folder, file), "utf8");
      for (const [, path = ""] of text.matchAll(/^\s*#\s*include\s*"(.+?)"/gm)) {
        const isOwn = own.has(path.split("/").at(-1));
        if (isOwn && !existsSync(join(folder, dirname(file), path)))
          missing.push(`${file}: ${path}`);
      }
      for (const [, path = ""] of text.matchAll(
        /^\s*#\s*include\s*<(l(?:ua\w*|auxlib|control))\.h>/gm,
      ))
        strange.push(`${file}: ${path}`);
    }
    expect(missing).toEqual([]);
    expect(strange).toEqual([]);
  });

  it("has no main, and nothing of Lua that reaches outside", () => {
    expect(files.filter((name) => /\/(?:lua|luac|liolib|loslib|main)\.c$/.test(name))).toEqual([]);
  });
});

describe("sketch.yaml", () => {
  const read = (file: string) => readFileSync(join(ROOT, file), "utf8");
  const sketch = read("firmware/sketch.yaml");
  const profiles = [...sketch.matchAll(/^ {2}([\w-]+):$/gm)].map(([, name]) => name);

  it("has the profiles that the workflow compiles, each with the same pinned platform", () => {
    const compiled = /profile: \[(.+)\]/.exec(read(".github/workflows/esp32.yml"))?.[1];
    expect(compiled?.split(", ")).toEqual(profiles);
    expect(profiles).toContain(/^default_profile: (.+)$/m.exec(sketch)?.[1]);
    const platforms = [...sketch.matchAll(/- platform: esp32:esp32 \((\d+\.\d+\.\d+)\)$/gm)];
    expect(platforms).toHaveLength(profiles.length);
    expect(new Set(platforms.map(([, version]) => version)).size).toBe(1);
  });
});

describe("esp32-check", () => {
  it("says what a tree lacks that is no ESP-IDF", async () => {
    const check = checkEsp32({}, { IDF_PATH: ROOT });
    await expect(check).rejects.toThrow(FirmwareError);
    await expect(check).rejects.toThrow(/has no components\/newlib\/platform_include/);
  });

  it.skipIf(!process.env.IDF_PATH)(
    "finds nothing against the ESP-IDF of IDF_PATH",
    { timeout: BUILD_MS },
    async () => {
      expect(await checkEsp32({})).toMatch(/files compile against ESP-IDF 5\.5/);
    },
  );
});
