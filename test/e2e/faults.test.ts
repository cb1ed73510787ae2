import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Cli, ROOT } from "../support/cli.ts";

const WORDCOUNT = ["run", "tstl-apps/wordcount/main.ts", "--input", "LICENSE"] as const;

function wordCounts(out: string): [string, number][] {
  return out
    .split("\n")
    .map((line) => /([a-z]+)\t(\d+)$/.exec(line))
    .filter((match) => match !== null)
    .map(([, word, count]) => [word as string, Number(count)]);
}

function expected(): Map<string, number> {
  const counts = new Map<string, number>();
  const text = readFileSync(join(ROOT, "LICENSE"), "utf8").toLowerCase();
  for (const word of text.match(/[a-z]+/g) ?? []) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

describe("faults on the links", () => {
  let cli: Cli;
  beforeAll(async () => {
    cli = new Cli();
    await cli.up();
  });
  afterAll(() => cli.end());
  beforeEach(async () => {
    expect(await cli.run(["link", "all", "--mend"])).toMatchObject({ code: 0 });
    expect(await cli.run(["topology", "full"])).toMatchObject({ code: 0 });
  });

  it("counts rightly with bit errors of 1e-4 on all links", async () => {
    await cli.run(["link", "all", "--ber", "1e-4"]);
    const { code, out } = await cli.run(WORDCOUNT);
    expect(code).toBe(0);
    expect(new Map(wordCounts(out))).toEqual(expected());
    const links = await cli.json<{ stats: { badFrames: number } }[]>("link");
    expect(links.reduce((sum, link) => sum + link.stats.badFrames, 0)).toBeGreaterThan(0);
  });

  it("goes on over the second link when the first is cut", async () => {
    await cli.run(["link", "b3/0", "--cut"]);
    const { code, out } = await cli.run(WORDCOUNT);
    expect(code).toBe(0);
    expect(new Map(wordCounts(out))).toEqual(expected());
  });

  it("tells the others which board is gone when both its links are cut, and works again after repair", async () => {
    const app = join(cli.folder(), "wait.ts");
    writeFileSync(
      app,
      'import { rank, receive, sleep } from "vnetos";\n' +
        'console.log("up");\nif (rank === 2) sleep(20000);\nelse receive({ from: 2 });\n',
    );
    const run = cli.start(["run", app, "--nodes", "b0,b1,b2", "--json"]);
    for (const board of ["b0", "b1", "b2"]) await run.shows(new RegExp(`"node":"${board}".*up`));
    await Promise.all([cli.run(["link", "b2/0", "--cut"]), cli.run(["link", "b2/1", "--cut"])]);
    type Worker = {
      node: string;
      world?: { rank: number };
      exit?: { error?: { code: string; message: string } };
    };
    const failed = async () =>
      (await cli.json<Worker[]>("ps", "--all")).filter(
        (w) => w.exit?.error?.code !== undefined && w.node !== "b2",
      );
    let errors = await failed();
    while (errors.length < 2) errors = await failed();
    for (const { exit } of errors) expect(exit?.error?.message).toMatch(/\bb2\b/);
    run.child.kill("SIGINT");
    await run.finished;
    await cli.run(["link", "all", "--mend"]);
    expect(await cli.run(["run", "tstl-apps/hello/main.ts"])).toMatchObject({ code: 0 });
  });

  it.each(["ring", "mesh", "torus", "star", "tree", "hypercube", "full"])(
    "runs over the topology %s",
    async (topology) => {
      expect(await cli.run(["topology", topology])).toMatchObject({ code: 0 });
      const { code, out } = await cli.run(WORDCOUNT);
      expect(code).toBe(0);
      expect(new Map(wordCounts(out))).toEqual(expected());
    },
  );

  it("takes a topology from a file, and refuses one that names an unknown node", async () => {
    const folder = cli.folder();
    const good = join(folder, "line.json");
    writeFileSync(
      good,
      JSON.stringify({ edges: [..."0123456"].map((n) => [`b${n}`, `b${Number(n) + 1}`]) }),
    );
    expect(await cli.run(["topology", good])).toMatchObject({ code: 0 });
    expect(await cli.run(["run", "tstl-apps/hello/main.ts"])).toMatchObject({ code: 0 });
    const bad = join(folder, "bad.json");
    writeFileSync(bad, JSON.stringify({ edges: [["b0", "b99"]] }));
    expect(await cli.run(["topology", bad])).toMatchObject({
      code: 1,
      err: expect.stringContaining("b99"),
    });
    expect((await cli.json<{ name: string }>("topology")).name).toBe("custom");
  });

  it("models a line speed", async () => {
    const view = await cli.json<{ lineSpeed: number }>("switch", "--speed", "5000000");
    expect(view.lineSpeed).toBe(5_000_000);
    expect(await cli.run(["run", "tstl-apps/hello/main.ts"])).toMatchObject({ code: 0 });
    await cli.run(["switch", "--speed", "0"]);
  });
});
