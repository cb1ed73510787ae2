import { execFile, execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import * as esbuild from "esbuild";
import { afterAll, beforeAll, expect, it } from "vitest";
import { buildProgram, cacheFolder, FirmwareError } from "#firmware";
import { ROOT } from "../support/cli.ts";
import { BUILD_MS, describeVariant } from "../support/firmware.ts";
import { removeFolder, scratchFolder, writeTexts } from "../support/firmware-folders.ts";

const scratch = scratchFolder();
afterAll(() => removeFolder(scratch));

const MAIN = '#include <stdio.h>\n#include "word.h"\nint main(void) { puts(WORD); return 0; }\n';

interface Options {
  readonly isStrict?: boolean;
  readonly compilers?: readonly string[];
  readonly flags?: readonly string[];
}

let places = 0;

/** A program of one file and one header. */
function place(main = MAIN) {
  const folder = join(scratch, `program-${++places}`);
  writeTexts(folder, { "main.c": main, "word.h": '#define WORD "one"\n' });
  const lines: string[] = [];
  const onProgress = (line: string) => void lines.push(line);
  const build = ({ flags = [], ...options }: Options = {}) =>
    buildProgram(
      { name: "word", files: [join(folder, "main.c")], flags },
      { ...options, onProgress },
    );
  return { folder, build, lines };
}

async function refusal(promise: Promise<unknown>): Promise<FirmwareError> {
  const error = await promise.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof FirmwareError)) throw new Error(`no FirmwareError: ${error}`);
  return error;
}

const run = (program: string) => execFileSync(program, { encoding: "utf8" });

describeVariant("native", "building", () => {
  beforeAll(async () => {
    await place().build();
  }, BUILD_MS);

  it("compiles once, and again what has changed", async () => {
    const { folder, build, lines } = place();
    const first = await build();
    expect(run(first)).toBe("one\n");
    expect(lines).toEqual(["native word: 1 of 1 files compiled"]);
    expect(await build()).toBe(first);
    expect(lines.length).toBe(1);
    writeTexts(folder, { "word.h": '#define WORD "two"\n' });
    const second = await build();
    expect(run(second)).toBe("two\n");
    expect(lines.length).toBe(2);
    expect(run(first)).toBe("one\n");
    writeTexts(folder, { "word.h": '#define WORD "one"\n' });
    expect(await build()).toBe(first);
    expect(lines.length).toBe(2);
  });

  it("knows a build by its flags, too", async () => {
    const { build } = place(MAIN.replace("(WORD)", "(OTHER)"));
    const a = await build({ flags: ['-DOTHER="a"'] });
    const b = await build({ flags: ['-DOTHER="b"'] });
    expect([run(a), run(b)]).toEqual(["a\n", "b\n"]);
  });

  it("does the work once when it is asked for many times at once", async () => {
    const { build, lines } = place();
    const programs = await Promise.all([build(), build(), build()]);
    expect(new Set(programs).size).toBe(1);
    expect(run(programs[0])).toBe("one\n");
    expect(lines.length).toBe(1);
  });

  it("builds in several processes at once", { timeout: BUILD_MS }, async () => {
    const folder = join(scratch, "many");
    const numbers = Array.from({ length: 12 }, (_, i) => i);
    const calls = numbers.map((i) => `int f${i}(void);`).join("\n");
    const sum = numbers.map((i) => `f${i}()`).join(" + ");
    const main = `#include <stdio.h>\n${calls}\nint main(void) { printf("%d", ${sum}); return 0; }\n`;
    const texts = numbers.map((i) => [
      `f${i}.c`,
      `int f${i}(void) { return ${i} /* ${scratch} */; }\n`,
    ]);
    writeTexts(folder, { "main.c": main, ...Object.fromEntries(texts) });
    const files = ["main.c", ...texts.map(([name = ""]) => name)].map((name) => join(folder, name));
    const script = await childScript();
    try {
      const one = () => promisify(execFile)(process.execPath, [script, "many", ...files]);
      const programs = await Promise.all([one(), one(), one()]);
      expect(new Set(programs.map(({ stdout }) => stdout)).size).toBe(1);
      expect(run(programs[0].stdout)).toBe("66");
    } finally {
      removeFolder(script);
    }
  });

  it("shows the compiler's errors in full", async () => {
    const { folder, build } = place("int main(void) { return this_is_nothing + nor_this; }\n");
    const error = await refusal(build());
    expect(error.reason).toBe("compile-failed");
    expect(error.message).toContain("does not compile with");
    for (const part of [`${folder}/main.c`, "this_is_nothing", "nor_this"])
      expect(error.message).toContain(part);
    expect(unfinished()).toEqual([]);
  });

  it("takes a warning for an error only when it is strict", async () => {
    const { build } = place("int main(void) { int unused; return 0; }\n");
    expect(run(await build())).toBe("");
    const error = await refusal(build({ isStrict: true }));
    expect(error.message).toContain("unused");
  });

  it("shows what the linker misses", async () => {
    const { build } = place("void missing(void);\nint main(void) { missing(); return 0; }\n");
    const error = await refusal(build());
    expect(error.message).toContain("the native program does not link");
    expect(error.message).toContain("missing");
    expect(unfinished()).toEqual([]);
  });

  it("names the compilers that it looked for when there is none, and what to install", async () => {
    const error = await refusal(place().build({ compilers: ["no-such-cc", "/nowhere/gcc"] }));
    expect(error.reason).toBe("no-compiler");
    expect(error.message).toContain("looked for no-such-cc, /nowhere/gcc");
    expect(error.message).toContain("apt-get install gcc");
  });
});

/** What a program named `word` has left in the cache without being done. */
function unfinished(): string[] {
  return readdirSync(join(cacheFolder(), "programs")).filter((name) =>
    /^\.word|^word.*lock$/.test(name),
  );
}

/** A file within the package, from where it finds its root. */
async function childScript(): Promise<string> {
  const outfile = join(ROOT, "node_modules/.cache", `firmware-child-${process.pid}.mjs`);
  const entry = join(ROOT, "test/support/firmware-child.ts");
  const format = "esm" as const;
  await esbuild.build({ entryPoints: [entry], bundle: true, platform: "node", format, outfile });
  return outfile;
}
