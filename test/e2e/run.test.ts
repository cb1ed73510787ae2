import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Cli, ROOT } from "../support/cli.ts";

interface Line {
  readonly type: string;
  readonly node?: string;
  readonly rank?: number;
  readonly text?: string;
  readonly run?: { readonly exit: { readonly status: string } };
}

const countWords = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const word of text.toLowerCase().match(/[a-z]+/g) ?? [])
    counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
};

describe("vnetos run", () => {
  let cli: Cli;
  let folder: string;
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  beforeAll(async () => {
    cli = new Cli();
    folder = cli.folder();
    await cli.up();
  });
  afterAll(() => cli.end());

  it("counts the words of a real file as an independent count does", async () => {
    const { code, out } = await cli.run([
      ...["run", "tstl-apps/wordcount/main.ts", "--input", "README.md", "--json"],
    ]);
    expect(code).toBe(0);
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
    const printed = lines
      .filter((l) => l.type === "output")
      .map((l) => l.text)
      .join("");
    const rows = printed
      .trim()
      .split("\n")
      .filter((row) => row.includes("\t"));
    const expected = countWords(readFileSync(join(ROOT, "README.md"), "utf8"));
    expect(new Map(rows.map((row) => row.split("\t")).map(([w, n]) => [w, Number(n)]))).toEqual(
      expected,
    );
    const numbers = rows.map((row) => Number(row.split("\t")[1]));
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  });

  it("runs on the nodes that are named, in that order, one JSON object a line", async () => {
    const app = write(
      "ranks.ts",
      'import { node, rank, size } from "vnetos";\nconsole.log(node, rank, size);\n',
    );
    const { code, out } = await cli.run(["run", app, "--nodes", "b5,b0,b3", "--json"]);
    expect(code).toBe(0);
    const lines = out
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
    const told = lines
      .filter((l) => l.type === "output")
      .map((l) => `${l.node} ${l.rank}: ${l.text}`);
    expect(told.sort()).toEqual(["b0 1: b0 1 3\n", "b3 2: b3 2 3\n", "b5 0: b5 0 3\n"]);
    expect(lines.at(-1)).toMatchObject({ type: "run", run: { exit: { status: "ok" } } });
  });

  it("prefixes every line with its board", async () => {
    const app = write("lines.ts", 'console.log("one\\ntwo");\n');
    const { out } = await cli.run(["run", app, "--nodes", "b1,b2"]);
    expect(out.trim().split("\n").sort()).toEqual(
      ["b1", "b2"].flatMap((board) =>
        ["one", "two"].map((line) => expect.stringMatching(`^${board} .*${line}$`)),
      ),
    );
  });

  it("gives arguments and standard input to the program", async () => {
    const app = write(
      "args.ts",
      'import { args, rank, readInput } from "vnetos";\nif (rank === 0) console.log(args.join("+"), readInput().length);\n',
    );
    const text = "x".repeat(200_000);
    const ran = await cli.run(["run", app, "--input", "-", "--args", "a", "b c"], { stdin: text });
    expect(ran.err).toBe("");
    expect(ran.out).toMatch(/a\+b c 200000/);
  });

  it("shows file and line of an error thrown in a second file, and exits with 1", async () => {
    mkdirSync(join(folder, "two"), { recursive: true });
    write(
      "two/helper.ts",
      '// first line\nexport function fail(): void {\n  throw new Error("boom");\n}\n',
    );
    const app = write("two/main.ts", 'import { fail } from "./helper.ts";\n\nfail();\n');
    const { code, err } = await cli.run(["run", app, "--nodes", "b0"]);
    expect(code).toBe(1);
    expect(err).toMatch(/Error: boom/);
    expect(err).toMatch(/helper\.ts:3/);
    expect(err).toMatch(/main\.ts:3/);
  });

  it("kills what runs too long and exits with 1", async () => {
    const app = write("loop.ts", "while (true) {}\n");
    const { code, err } = await cli.run(["run", app, "--timeout", "1"]);
    expect(code).toBe(1);
    expect(err).toMatch(/killed after 1 s/);
    const workers = await cli.json<unknown[]>("ps");
    expect(workers).toEqual([]);
  });

  it("ends its workers on Ctrl-C", async () => {
    const app = write(
      "wait.ts",
      'import { sleep } from "vnetos";\nconsole.log("up");\nsleep(60000);\n',
    );
    const run = cli.start(["run", app]);
    await run.shows(/up/);
    run.child.kill("SIGINT");
    expect((await run.finished).code).toBe(130);
    expect(await cli.json<unknown[]>("ps")).toEqual([]);
  });

  it("ends its workers on a Ctrl-C that comes while the run is being placed", async () => {
    const app = write("early.ts", 'import { sleep } from "vnetos";\nsleep(60000);\n');
    const { url, token } = JSON.parse(readFileSync(join(cli.home, "gateway.json"), "utf8"));
    const headers = { Authorization: `Bearer ${token}` };
    const states = async () =>
      ((await (await fetch(`${url}/api/runs`, { headers })).json()) as { state: string }[]).map(
        (r) => r.state,
      );
    const run = cli.start(["run", app]);
    while ((await states()).every((state) => state === "ended"));
    run.child.kill("SIGINT");
    expect((await run.finished).code).toBe(130);
    expect(await cli.json<unknown[]>("ps")).toEqual([]);
  });

  it("ends the run when a file that it sends cannot be written", async () => {
    const app = write(
      "save.ts",
      'import { saveFile, sleep } from "vnetos";\nsaveFile("a.txt", "text");\nsleep(60000);\n',
    );
    const { code, err } = await cli.run(["run", app, "--out", app]);
    expect(code).toBe(1);
    expect(err).toMatch(/^vnetos: E\w+: .*save\.ts/m);
    expect(await cli.json<unknown[]>("ps")).toEqual([]);
  });

  it("lets a program die alone that allocates for ever", async () => {
    const app = write(
      "bomb.ts",
      'import { rank } from "vnetos";\nconst kept: string[] = [];\nif (rank === 1) while (true) kept.push("x" + kept.length);\nconsole.log("fine");\n',
    );
    const { code, out, err } = await cli.run([
      "run",
      app,
      "--nodes",
      "b0,b1,b2",
      "--memory",
      "1000",
    ]);
    expect(code).toBe(1);
    expect(err).toMatch(/b1.*memory|memory.*b1/s);
    expect(out.match(/fine/g)).toHaveLength(2);
    expect(await cli.run(["run", "tstl-apps/hello/main.ts"])).toMatchObject({ code: 0 });
  });

  it("ends an endless loop on every board by kill, and runs the next program", async () => {
    const app = write("spin.ts", "while (true) { try { while (true) {} } catch {} }\n");
    const run = cli.start(["run", app]);
    let run1: { id: string; state: string } | undefined;
    while (run1 === undefined) {
      const list = await cli.json<{ id: string; state: string; name: string }[]>("runs");
      run1 = list.find((r) => r.state === "running");
    }
    expect((await cli.run(["kill", run1.id])).code).toBe(0);
    expect((await run.finished).code).toBe(1);
    expect(await cli.run(["run", "tstl-apps/hello/main.ts"])).toMatchObject({ code: 0 });
  });

  it("saves the files of a program into a folder", async () => {
    const out = join(folder, "out");
    const { code } = await cli.run(["run", "tstl-apps/mandelbrot/main.ts", "--out", out]);
    expect(code).toBe(0);
    const png = readFileSync(join(out, "mandelbrot.png"));
    expect(png.subarray(0, 8).toString("hex")).toBe("89504e470d0a1a0a");
  });

  it("keeps files of one name from two boards apart", async () => {
    const out = join(folder, "same");
    const app = write(
      "same.ts",
      'import { node, saveFile } from "vnetos";\nsaveFile("a.txt", node);\n',
    );
    const { code } = await cli.run(["run", app, "--nodes", "b1,b2", "--out", out]);
    expect(code).toBe(0);
    const second = readdirSync(out).find((name) => name !== "a.txt");
    expect(["a-b1.txt", "a-b2.txt"]).toContain(second);
    const texts = ["a.txt", String(second)].map((name) => readFileSync(join(out, name), "utf8"));
    expect(texts.sort()).toEqual(["b1", "b2"]);
  });
});

describe("vnetos run without a cluster", () => {
  it("starts one of its own and ends it", async () => {
    const cli = new Cli();
    const { code, out } = await cli.run(["run", "tstl-apps/hello/main.ts", "--nodes", "b0,b7"]);
    expect(out).toMatch(/rank 1 of 2/);
    expect(code).toBe(0);
    expect((await cli.run(["nodes"])).err).toMatch(/no cluster is up/);
    await cli.end();
  });
});
