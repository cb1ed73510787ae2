import { execFile } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { ensureBuilt, ROOT } from "../../../gateway/bin/build.mjs";
import { preflight } from "../../../gateway/bin/preflight.mjs";

const run = promisify(execFile);
let root = "";

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

async function cli(): Promise<string> {
  return (await run(process.execPath, [join(root, "dist/cli.js")])).stdout.trim();
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "vnetos-build-"));
  put("package.json", '{"type":"module"}');
  put("gateway/src/cli/main.ts", 'import { text } from "./text.ts";\nconsole.log(text);\n');
  put("gateway/src/cli/text.ts", 'export const text: string = "one";\n');
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("builds what exists, skips what does not, and then has nothing to do", async () => {
  const first = await ensureBuilt(root);
  expect(first.built).toBe(true);
  expect(first.rows.filter((row) => !row.skipped).map((row) => row.name)).toEqual(["cli"]);
  expect(await cli()).toBe("one");
  expect(await ensureBuilt(root)).toEqual({ built: false, rows: [] });
});

test("a changed source is seen, also when its time lies in the past", async () => {
  await ensureBuilt(root);
  put("gateway/src/cli/text.ts", 'export const text: string = "two";\n');
  utimesSync(join(root, "gateway/src/cli/text.ts"), 1000, 1000);
  expect((await ensureBuilt(root)).built).toBe(true);
  expect(await cli()).toBe("two");
});

test("an entry that does not build is named with its line, and leaves no old program behind", async () => {
  await ensureBuilt(root);
  put("gateway/src/cli/main.ts", "\nconst broken = ;\n");
  await expect(ensureBuilt(root)).rejects.toThrow(
    /cli \(gateway\/src\/cli\/main\.ts\)[\s\S]*main\.ts:2:/,
  );
  expect(existsSync(join(root, "dist/cli.js"))).toBe(false);
  put("gateway/src/cli/main.ts", 'console.log("mended");\n');
  await ensureBuilt(root);
  expect(await cli()).toBe("mended");
});

test("many processes at once build once and all find the program", async () => {
  const module = join(ROOT, "gateway/bin/build.mjs");
  const code = `import { ensureBuilt } from ${JSON.stringify(module)};
    const { built } = await ensureBuilt(${JSON.stringify(root)});
    await import(${JSON.stringify(join(root, "dist/cli.js"))});
    console.log(built);`;
  const jobs = Array.from({ length: 4 }, () =>
    run(process.execPath, ["--input-type=module", "-e", code]),
  );
  const said = (await Promise.all(jobs)).map(({ stdout }) => stdout.trim().split("\n"));
  expect(said.map((lines) => lines[0])).toEqual(["one", "one", "one", "one"]);
  expect(said.filter((lines) => lines[1] === "true")).toHaveLength(1);
});

test("the lock of a process that is gone holds nobody up", async () => {
  put("dist/.lock", "999999999");
  expect((await ensureBuilt(root)).built).toBe(true);
});

test("a chunk of an earlier build stays for the processes that run it", async () => {
  put("gateway/src/cli/main.ts", 'console.log((await import("./text.ts")).text);\n');
  const first = await ensureBuilt(root);
  const chunk = [...(first.rows[0]?.files.keys() ?? [])].find((path) => /chunk-.*\.js$/.test(path));
  put("gateway/src/cli/text.ts", 'export const text: string = "later";\n');
  await ensureBuilt(root);
  expect(existsSync(join(root, "dist", chunk ?? "no chunk"))).toBe(true);
  expect(await cli()).toBe("later");
});

test("the page holds what its HTML names", async () => {
  put(
    "web-monitor/index.html",
    '<link rel="stylesheet" href="style.css"><script type="module" src="./main.js"></script>',
  );
  put("web-monitor/style.css", "body {\n  color: red;\n}\n");
  put("web-monitor/main.ts", 'document.title = "x" as string;\n');
  const rows = (await ensureBuilt(root)).rows;
  const page = rows.find((row) => row.name === "page");
  const names = [...(page?.files.keys() ?? [])].filter((path) => !path.endsWith(".map")).sort();
  expect(names).toEqual(["page/index.html", "page/main.js", "page/style.css"]);
  expect(existsSync(join(root, "dist/page/style.css"))).toBe(true);
});

test("a Node.js too old and packages not installed are told in one line each", () => {
  expect(preflight("18.19.0", import.meta.url)).toMatch(/needs Node\.js 20\.11.*18\.19\.0/);
  expect(preflight("20.10.9", import.meta.url)).toMatch(/20\.10\.9/);
  expect(preflight("20.11.0", import.meta.url)).toBeUndefined();
  expect(preflight("22.0.0", import.meta.url)).toBeUndefined();
  expect(preflight("22.0.0", join(root, "x.mjs"))).toMatch(/npm ci/);
});

test("the bin says in one line that the packages are missing", async () => {
  cpSync(join(ROOT, "gateway/bin"), join(root, "gateway/bin"), { recursive: true });
  const bin = join(root, "gateway/bin/vnetos.mjs");
  await expect(run(process.execPath, [bin])).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^vnetos: [^\n]*npm ci[^\n]*\n$/),
  });
});
