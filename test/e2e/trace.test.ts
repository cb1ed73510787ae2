import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { TraceFile } from "#protocol";
import { Cli } from "../support/cli.ts";
import { descendants } from "../support/processes.ts";
import { brokenTraceRules } from "../support/trace-rules.ts";

/** A ring with long and short messages, a collective and a rest. */
const RING = `import { allReduce, rank, receiveFrom, send, size, sleep, span, sum } from "vnetos";
for (let step = 0; step < 6; step++) {
  send((rank + 1) % size, "x".repeat(step % 2 === 0 ? 5 : 40000));
  span("take", () => receiveFrom<string>((rank + size - 1) % size));
}
sleep(3);
if (rank === 0) console.log(allReduce(rank, sum)); else allReduce(rank, sum);
`;

const FAILING = `import { rank, receiveFrom, send } from "vnetos";
if (rank === 0) { send(1, "before the end"); receiveFrom<string>(1); }
if (rank === 1) { receiveFrom<string>(0); throw new Error("boom"); }
while (rank === 2) {}
`;

describe("vnetos run --trace", () => {
  let cli: Cli;
  let folder: string;
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const read = (file: string) => JSON.parse(readFileSync(file, "utf8")) as TraceFile;
  const slices = (file: TraceFile, tid: number) =>
    file.traceEvents.flatMap((event) => (event.ph === "X" && event.tid === tid ? [event] : []));

  beforeAll(async () => {
    cli = new Cli();
    folder = cli.folder();
    await cli.up("--boards", "3");
  });
  afterAll(() => cli.end());

  it("writes a file by the rules of its format, with an arrow for every message of the run", async () => {
    const file = join(folder, "ring.json");
    const { code, out, err } = await cli.run([
      "run",
      write("ring.ts", RING),
      "--trace",
      file,
      "--timeout",
      "60",
    ]);
    expect([code, out]).toEqual([0, "b0 │ 3\n"]);
    expect(err).toMatch(/ring\.json \(.*\): \d+ records, \d+ messages, clocks alike within/);
    expect(err).toContain("https://ui.perfetto.dev");
    const trace = read(file);
    expect(brokenTraceRules(trace)).toEqual([]);
    expect(trace.otherData).toMatchObject({ program: "ring", backwards: 0 });
    expect(trace.otherData.ranks.map(({ dropped }) => dropped)).toEqual([0, 0, 0]);
    const sent = trace.traceEvents.filter((e) => e.ph === "X" && /^(send|post) to/.test(e.name));
    expect(trace.otherData.messages).toBe(sent.length);
    expect(sent.length).toBeGreaterThanOrEqual(3 * 6);
    for (const rank of [0, 1, 2]) {
      const names = new Set(slices(trace, rank + 1).map(({ name }) => name));
      expect([...names]).toEqual(
        expect.arrayContaining([`send to ${(rank + 1) % 3}`, `receive from ${(rank + 2) % 3}`]),
      );
      expect(names.has("compute") && names.has("sleep")).toBe(true);
      const spans = slices(trace, rank + 1).filter(({ cat }) => cat === "span");
      expect(spans.filter(({ name }) => name === "take")).toHaveLength(6);
      expect(spans.map(({ name }) => name)).toContain("allReduce");
    }
  });

  it("tells what the bounded space had no room for, and how much room it wants", async () => {
    const file = join(folder, "small.json");
    const args = ["--trace", file, "--trace-records", "5", "--nodes", "2", "--timeout", "60"];
    const { code, err } = await cli.run(["run", write("ring.ts", RING), ...args]);
    expect(code).toBe(0);
    const told =
      /the oldest (\d+) records had no room .of ranks 0, 1.\n--trace-records (\d+) keeps all/;
    const [, dropped, wanted] = told.exec(err) ?? [];
    const trace = read(file);
    const drops = trace.otherData.ranks.map((rank) => rank.dropped);
    expect(trace.otherData.ranks.map(({ records }) => records)).toEqual([5, 5]);
    expect(Number(dropped)).toBe((drops[0] ?? 0) + (drops[1] ?? 0));
    expect(Number(wanted)).toBe(5 + Math.max(...drops));
    expect(brokenTraceRules(trace)).toEqual([]);
  });

  it("has the ranks that failed and that were killed, to their ends", async () => {
    const file = join(folder, "failing.json");
    const args = ["--trace", file, "--timeout", "2", "--json"];
    const { code, out } = await cli.run(["run", write("failing.ts", FAILING), ...args]);
    expect(code).toBe(1);
    const told = JSON.parse(out.trim().split("\n").at(-1) ?? "") as { type: string; file: string };
    expect(told).toMatchObject({ type: "trace", file, told: { run: expect.any(String) } });
    const trace = read(file);
    expect(brokenTraceRules(trace)).toEqual([]);
    const ends = trace.traceEvents.flatMap((e) => (e.ph === "i" ? [[e.tid, e.name]] : []));
    expect(ends).toHaveLength(3);
    expect(ends[1]?.[1]).toMatch(/^failed: .*boom/);
    expect(ends[2]?.[1]).toMatch(/^killed: .*--timeout/);
    expect(slices(trace, 2).map(({ name }) => name)).toContain("receive from 0");
    expect(slices(trace, 3).at(-1)?.name).toBe("compute");
  });

  it("tells a rank whose board is gone as missing", async () => {
    const board = cli.start(["board", "--name", "v9"]);
    const [url] = await board.shows(/http:\S+/);
    expect(await cli.run(["attach", url])).toMatchObject({ code: 0 });
    const file = join(folder, "gone.json");
    const app = write(
      "gone.ts",
      'import { sleep } from "vnetos";\nconsole.log("up");\nsleep(60000);\n',
    );
    const args = ["run", app, "--nodes", "v9", "--timeout", "8", "--trace", file];
    const run = cli.start(args);
    await run.shows(/v9 . up/);
    for (const pid of [...descendants(board.child.pid as number), board.child.pid as number])
      process.kill(pid, "SIGKILL");
    expect((await run.finished).code).toBe(1);
    const trace = read(file);
    expect(brokenTraceRules(trace)).toEqual([]);
    const missing = expect.stringContaining("v9");
    expect(trace.otherData.ranks).toEqual([
      { rank: 0, node: "v9", records: 0, dropped: 0, missing },
    ]);
    expect(run.err).toMatch(/rank 0 \(v9\) is not in it: /);
    expect(await cli.run(["detach", "v9"])).toMatchObject({ code: 0 });
  });

  it("is there for scripts as long as the boards know it, and of traced runs only", async () => {
    const { url, token } = JSON.parse(readFileSync(join(cli.home, "gateway.json"), "utf8"));
    const headers = { Authorization: `Bearer ${token}` };
    const runs = await cli.json<{ id: string; name: string }[]>("runs");
    const get = (id: string) => fetch(`${url}/api/runs/${id}/trace`, { headers });
    const known = await get(runs.find(({ name }) => name === "ring")?.id ?? "");
    expect(brokenTraceRules((await known.json()) as TraceFile)).toEqual([]);
    await cli.run(["run", write("plain.ts", "console.log(1);\n"), "--nodes", "1"]);
    const plain = (await cli.json<{ id: string; name: string }[]>("runs")).at(-1);
    const refused = await get(plain?.id ?? "");
    expect(refused.status).toBe(404);
    expect(await refused.json()).toMatchObject({ error: { code: "not-found" } });
  });

  it.each([
    [["--trace", "no/such/folder/t.json"], 1, /there is no folder no\/such\/folder/],
    [["--trace", "."], 1, /that is a folder/],
    [["--trace", "t.json", "--nodes", "1,2"], 2, /trace one of the sweep's/],
    [["--trace", "t.json", "--detach"], 2, /leave --detach away/],
    [["--trace", "t.json", "--trace-records", "0"], 2, /from 1 to 1000000/],
  ])("refuses %j before anything runs", async (args, exit, message) => {
    const { code, out, err } = await cli.run(["run", write("ring.ts", RING), ...args]);
    expect([code, out]).toEqual([exit, ""]);
    expect(err).toMatch(message);
    expect(existsSync("t.json")).toBe(false);
  });

  it("says which boards have no room for so many records, and runs nothing", async () => {
    const file = join(folder, "huge.json");
    const args = ["--trace", file, "--trace-records", "900000"];
    const { code, err } = await cli.run(["run", write("ring.ts", RING), ...args]);
    expect(code).toBe(1);
    expect(err).toMatch(/a trace of 900000 records: node b\d has room for 262144 of 262144/);
  });
});
