import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunView } from "#protocol";
import type { SweepRow } from "../../gateway/src/cli/speed-up.ts";
import { Cli } from "../support/cli.ts";

describe("vnetos run tells where the time went", () => {
  let cli: Cli;
  let app: string;
  beforeAll(async () => {
    cli = new Cli();
    app = join(cli.folder(), "main.ts");
    writeFileSync(
      app,
      `import { rank, receiveFrom, send, size, sleep } from "vnetos";
       if (rank > 0) send(0, "x".repeat(1000));
       for (let from = 1; rank === 0 && from < size; from++) receiveFrom<string>(from);
       sleep(5);
       console.log("rank", rank);\n`,
    );
    await cli.up("--boards", "4");
  });
  afterAll(() => cli.end());

  const lines = async (...args: string[]) => {
    const { code, out, err } = await cli.run(["run", app, "--json", ...args]);
    expect(err).toBe("");
    expect(code).toBe(0);
    const parsed = out.trim().split("\n");
    return parsed.map((l) => JSON.parse(l) as { type: string; run: RunView; rows: SweepRow[] });
  };

  it("for each rank: messages that were sent are messages that were received", async () => {
    const { run } = (await lines()).at(-1) ?? {};
    const known = run?.ranks.map((rank) => rank.activity) ?? [];
    expect(known).toHaveLength(4);
    const sum = (field: "messagesOut" | "messagesIn" | "bytesOut" | "bytesIn") =>
      known.reduce((total, activity) => total + (activity?.[field] ?? Number.NaN), 0);
    expect([sum("messagesOut"), sum("messagesIn")]).toEqual([3, 3]);
    expect(sum("bytesOut")).toBe(sum("bytesIn"));
    expect(sum("bytesOut")).toBeGreaterThan(3000);
    for (const activity of known) {
      expect(activity?.computing).toBeGreaterThan(0);
      expect(activity?.sleeping).toBeGreaterThan(0);
    }
  });

  it("as a table on standard error, beside the program's own output", async () => {
    const { code, out, err } = await cli.run(["run", app, "--stats", "--nodes", "2"]);
    expect(code).toBe(0);
    expect(out.trim().split("\n").sort()).toEqual(["b0 │ rank 0", "b1 │ rank 1"]);
    expect(err).toMatch(/RANK +NODE +COMPUTING +QUEUED +WAITING +SENDING +ELAPSED/);
    expect(err).toMatch(/^ +1 +b1 /m);
    expect(err).toMatch(/^ +all +/m);
    expect(err).toContain("computing: its Lua code ran");
  });

  it("in a sweep: once on each number of boards, with speed-up and efficiency", async () => {
    const told = await lines("--nodes", "1,2,4");
    const runs = told.filter(({ type }) => type === "run");
    expect(runs.map(({ run }) => run.ranks.map(({ node }) => node))).toEqual([
      ["b0"],
      ["b0", "b1"],
      ["b0", "b1", "b2", "b3"],
    ]);
    const { type, rows = [] } = told.at(-1) ?? {};
    expect(type).toBe("sweep");
    expect(rows.map(({ boards, status }) => [boards, status])).toEqual([
      [1, "ok"],
      [2, "ok"],
      [4, "ok"],
    ]);
    expect(rows[0]).toMatchObject({ speedUp: 1, efficiency: 1, workSpeedUp: 1 });
    for (const row of rows) expect(row.efficiency).toBeCloseTo((row.speedUp ?? 0) / row.boards);
  });

  it("goes on in a sweep after a run that failed, and exits with 1", async () => {
    const picky = join(cli.folder(), "picky.ts");
    writeFileSync(
      picky,
      'import { size } from "vnetos";\nif (size === 2) throw new Error("two is not enough");\n',
    );
    const { code, err } = await cli.run(["run", picky, "--nodes", "1,2,3"]);
    expect(code).toBe(1);
    expect(err).toContain("two is not enough");
    expect(err).toMatch(/run 3 of 3, 3 boards: b0 b1 b2/);
    expect(err).toMatch(/^ +2 +failed$/m);
    expect(err).toMatch(/^ +3 +\S+ ms +/m);
  });

  it.each([
    [["--nodes", "1,b3"], 2, /mixes numbers of boards with names/],
    [["--nodes", "0"], 2, /at least 1 board/],
    [["--nodes", "2,9"], 1, /--nodes 9: only 4 boards are up \(b0 b1 b2 b3\)/],
    [["--nodes", "1,2", "--detach"], 2, /leave --detach away/],
    [["--stats", "--detach"], 2, /leave --detach away/],
  ])("refuses %j and says what to do", async (args, exit, message) => {
    const { code, out, err } = await cli.run(["run", app, ...args]);
    expect([code, out]).toEqual([exit, ""]);
    expect(err).toMatch(message);
  });
});
