import { chmodSync, cpSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, test } from "vitest";
import { StateFolder } from "#cluster";
import { nativeBoard, sketchFolder } from "#firmware";
import { FlashJobs, type FlashJobsOptions, SerialSetup } from "#flash";
import type { FlashBoardView, FlashJobView, FlashRequest, NodeView } from "#protocol";
import {
  ArduinoBench,
  findArduinoCli,
  NO_ARDUINO_CLI,
  VIRTUAL_FQBN,
  VIRTUAL_SKETCH,
} from "../../support/arduino-bench.ts";
import { Cli } from "../../support/cli.ts";
import { BUILD_MS, lackOf } from "../../support/firmware.ts";
import type { VirtualBoard } from "../../support/virtual-board.ts";

const BOARDS = 8;
const arduinoCli = findArduinoCli();
const lack = arduinoCli === undefined ? NO_ARDUINO_CLI : lackOf("native");

/** What arduino-cli and the boards are told by the environment, for the time of a test. */
function useEnvironment(values: Readonly<Record<string, string>>): () => void {
  const former = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  return () => {
    for (const [name, value] of former)
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  };
}

const virtualSketch = () => Promise.resolve(VIRTUAL_SKETCH);

function newJobs(
  folder: string,
  firmware: FlashJobsOptions["firmware"] = virtualSketch,
): FlashJobs {
  return new FlashJobs({
    stateFolder: new StateFolder(folder),
    setup: new SerialSetup(),
    firmware,
    nodesOnPorts: () => new Map(),
    onChange() {},
    retryMs: 20,
  });
}

/** Without a bound of its own: eight boards on a busy machine take as long as they take. */
async function ended(jobs: FlashJobs, id: string): Promise<FlashJobView> {
  while (jobs.get(id).state !== "ended") await new Promise((resolve) => setTimeout(resolve, 20));
  return jobs.get(id);
}

function suite(): void {
  const bench = new ArduinoBench(arduinoCli as string);
  const home = join(bench.folder, "home");
  const board = (number: number) => bench.boards[number] as VirtualBoard;
  const all = Array.from({ length: BOARDS }, (_, number) => bench.portOf(number));
  let restore = () => {};
  let jobs: FlashJobs;

  beforeAll(async () => {
    restore = useEnvironment(bench.environment);
    await bench.addBoards(BOARDS, await nativeBoard());
    jobs = newJobs(home);
  }, BUILD_MS);
  afterAll(async () => {
    await jobs.stop();
    await bench.end();
    restore();
  });

  async function flash(request: FlashRequest): Promise<FlashJobView> {
    const { id } = await jobs.start(request);
    return await ended(jobs, id);
  }

  const states = ({ boards }: FlashJobView) => boards.map(({ state }) => state);
  const of = (job: FlashJobView, number: number) => job.boards[number] as FlashBoardView;

  it("lists the ports with the kinds of their boards", async () => {
    const ports = await jobs.ports();
    expect(ports.map(({ port }) => port)).toEqual(all);
    expect(ports[0]?.boards).toEqual([{ name: "VNetOS virtual board", fqbn: VIRTUAL_FQBN }]);
    expect(ports[0]?.info).toBeUndefined();
  });

  it("compiles once, uploads to eight boards at once, and sets them up", async () => {
    const job = await flash({});
    expect(job.boards.map(({ error }) => error)).toEqual(all.map(() => undefined));
    expect(states(job)).toEqual(all.map(() => "done"));
    expect(job.boards.map(({ name }) => name)).toEqual(all.map((_, i) => `b${i}`));
    expect(job.build?.cached).toBe(false);
    expect(bench.boards.map(({ uploads }) => uploads)).toEqual(all.map(() => 1));
    const ports = await jobs.ports();
    expect(ports.map(({ info }) => info?.name)).toEqual(all.map((_, i) => `b${i}`));
    expect(ports.every(({ build }) => build === job.build?.id)).toBe(true);
  });

  it("keeps the keys to itself", () => {
    const file = join(home, "keys/b3.key");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const key = readFileSync(file, "utf8").trim();
    expect(key).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(jobs.list())).not.toContain(key);
    const { log = "" } = of(jobs.list()[0] as FlashJobView, 3);
    expect(readFileSync(log, "utf8")).not.toContain(key);
    expect(readFileSync(log, "utf8")).toContain("bytes written");
  });

  it("does nothing again that is done, also after the gateway was started anew", async () => {
    const job = await flash({});
    expect(states(job)).toEqual(all.map(() => "unchanged"));
    const later = newJobs(home);
    const { id } = await later.start({});
    const job2 = await ended(later, id);
    expect(states(job2)).toEqual(all.map(() => "unchanged"));
    expect(job2.build?.cached).toBe(true);
    expect(bench.boards.map(({ uploads }) => uploads)).toEqual(all.map(() => 1));
  });

  it("does six of eight when one fails and one is absent, and a second run does the rest", async () => {
    board(2).failures = 99;
    await board(5).unplug();
    const request = { ports: all, name: "c{n}" };
    const first = await flash(request);
    const wanted = all.map(() => "done");
    expect(states(first)).toEqual(wanted.with(2, "failed").with(5, "absent"));
    expect(of(first, 2).error?.message).toMatch(/upload to .*ttyV2 failed: .*a checksum is wrong/);
    expect(of(first, 2).tries).toBe(3);
    expect(of(first, 5).error?.message).toMatch(/no port .*ttyV5: is the board plugged in/);
    board(2).failures = 0;
    await board(5).plug();
    const second = await flash(request);
    expect(states(second)).toEqual(
      all
        .map(() => "unchanged")
        .with(2, "done")
        .with(5, "done"),
    );
    expect(second.boards.map(({ name }) => name)).toEqual(all.map((_, i) => `c${i}`));
  });

  it("tries an upload that fails again", async () => {
    board(0).failures = 1;
    const job = await flash({ ports: [bench.portOf(0)], name: "d0", again: true });
    expect([of(job, 0).state, of(job, 0).tries, of(job, 0).error]).toEqual(["done", 2, undefined]);
  });

  it("says so when a port disappears in the middle, and names it the next time", async () => {
    board(1).breaks = true;
    const request = { ports: [bench.portOf(1)], again: true };
    const job = await flash(request);
    expect(of(job, 0).state).toBe("failed");
    expect(of(job, 0).error?.code).toBe("unreachable");
    expect(of(job, 0).error?.message).toMatch(/ttyV1 has gone/);
    expect(states(await flash(request))).toEqual(["absent"]);
    await board(1).plug();
    expect(states(await flash(request))).toEqual(["done"]);
  });

  it("refuses a second job while one is under way", async () => {
    const { id } = await jobs.start({ ports: [bench.portOf(0)] });
    await expect(jobs.start({ ports: [bench.portOf(1)] })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining(id),
    });
    await ended(jobs, id);
  });

  it("tells a compiler's error with all of its text, and begins no board", async () => {
    const sketch = join(bench.folder, "broken-sketch");
    cpSync(join(VIRTUAL_SKETCH, "virtual-sketch.ino"), join(sketch, "broken-sketch.ino"));
    writeFileSync(join(sketch, "more.c"), "int broken( { return 1; }\n");
    const job = await flash({ sketch, fqbn: VIRTUAL_FQBN });
    expect(job.error?.code).toBe("compile-failed");
    expect(job.error?.message).toMatch(/does not compile: .*more\.c:1.*error/);
    expect(job.compilerText).toContain("int broken(");
    expect(job.boards).toEqual([]);
  });

  it("flashes the firmware of this package when no other is named; says which platform is missing", async () => {
    const own = newJobs(home, sketchFolder);
    const { id } = await own.start({});
    const job = await ended(own, id);
    expect(job.sketch).toMatch(/firmware$/);
    expect(job.fqbn).toMatch(/^esp32:esp32:esp32:/);
    expect(job.error?.code).toBe("not-found");
    expect(job.error?.message).toMatch(/arduino-cli core install esp32:esp32/);
  });

  it.each([
    ["board", { fqbn: "-x" }],
    ["name", { name: "b 1" }],
    ["a {n}", { name: "b" }],
    ["stands twice", { ports: ["/dev/a", "/dev/a"] }],
    ["absolute path", { sketch: "here" }],
    ["wifi.name", { wifi: { name: "n".repeat(33) } }],
    ["wifi.password", { wifi: { name: "lab", password: "short" } }],
  ])("refuses a wrong request: %s", async (part, request) => {
    await expect(jobs.start(request)).rejects.toMatchObject({
      code: "bad-request",
      message: expect.stringContaining(part),
    });
  });

  it("works from the command line, which tells each step and shows a table", async () => {
    const cli = new Cli();
    try {
      const ports = await cli.json<{ port: string; info?: { name: string } }[]>("flash", "--list");
      expect(ports.map(({ info }) => info?.name)).toContainEqual(expect.stringMatching(/^[bc]7$/));
      const args = ["flash", "--ports", all.slice(6).join(","), "--fqbn", VIRTUAL_FQBN];
      const done = await cli.run([...args, "--sketch", VIRTUAL_SKETCH, "--name", "e{n}"]);
      expect(done.err).toMatch(/compiled in/);
      expect(done.err).toMatch(/e0 .*ttyV6: uploading/);
      expect(done.out).toMatch(/BOARD .*RESULT/);
      expect(done.out).toMatch(/e1 .*ttyV7 +done/);
      expect(done.code).toBe(0);
      const absent = await cli.run(["flash", "--ports", "/dev/not-there", ...args.slice(3)]);
      expect(absent.code).toBe(1);
      expect((await cli.run(["flash"])).code).toBe(2);
    } finally {
      await cli.end();
    }
  });

  it("goes on in the gateway when the terminal closes; its boards are attached by their ports", async () => {
    const cli = new Cli();
    try {
      await cli.up("--boards", "0");
      const port = bench.portOf(4);
      const args = ["--ports", port, "--fqbn", VIRTUAL_FQBN, "--sketch", VIRTUAL_SKETCH];
      const closed = cli.start(["flash", ...args]);
      const [, job = ""] = await closed.shows(/job (\w+)/, "err");
      closed.child.kill("SIGKILL");
      const { boards } = await cli.json<FlashJobView>("flash", "--job", job);
      expect(boards.map(({ state }) => state)).toEqual(["done"]);
      const name = boards[0]?.name as string;
      const key = join(cli.home, `keys/${name}.key`);
      await cli.json("attach", `serial:${port}`, "--key-file", key);
      const [node] = await cli.json<NodeView[]>("nodes");
      expect([node?.name, node?.state, node?.info?.sealed]).toEqual([name, "up", true]);
      const held = await cli.run(["flash", ...args]);
      expect(held.err).toContain(`${port} is the way to ${name}: npx vnetos detach ${name} first`);
    } finally {
      await cli.end();
    }
  });
}

if (lack === undefined) describe("flashing with the real arduino-cli", suite);
else if (process.env.CI === "true")
  test("flashing with the real arduino-cli", () => expect.fail(lack));
else describe.skip(`flashing with the real arduino-cli: ${lack}`, suite);

describe("without an arduino-cli that fits", () => {
  const cli = new Cli();
  afterAll(() => cli.end());

  async function refusal(program: string) {
    const restore = useEnvironment({ VNETOS_ARDUINO_CLI: program });
    try {
      return await newJobs(join(cli.home, "jobs"))
        .start({})
        .catch((error) => error);
    } finally {
      restore();
    }
  }

  it("says how to get it", async () => {
    const error = await refusal(join(cli.home, "nothing"));
    expect(error.code).toBe("not-found");
    expect(error.message).toMatch(/there is no .*nothing here: install arduino-cli 1.x/);
  });

  it("says that it is too old", async () => {
    const old = join(cli.home, "old");
    writeFileSync(old, `#!/bin/sh\necho '{"VersionString":"0.35.3"}'\n`);
    chmodSync(old, 0o755);
    const error = await refusal(old);
    expect(error.code).toBe("unsupported-version");
    expect(error.message).toMatch(/arduino-cli 0.35.3 is too old/);
  });
});
