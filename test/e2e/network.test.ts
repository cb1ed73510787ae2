import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Cli, ROOT } from "../support/cli.ts";
import { eventually } from "../support/processes.ts";

describe("the network, the shell, and making apps", () => {
  let cli: Cli;
  let folder: string;
  beforeAll(async () => {
    cli = new Cli();
    folder = cli.folder();
    await cli.up("--boards", "4");
  });
  afterAll(() => cli.end());

  it("saves the whole network, code included, and loads it into another cluster", async () => {
    const app = join(folder, "beat.ts");
    writeFileSync(
      app,
      'import { sleep } from "vnetos";\nwhile (true) {\n  console.log("beat");\n  sleep(20);\n}\n',
    );
    const file = join(folder, "lab.json");
    await cli.run(["topology", "ring"]);
    await cli.run(["link", "b1/0", "--ber", "1e-5"]);
    await cli.run(["connect", "b0:left", "b2:right"]);
    await cli.run(["run", app, "--nodes", "b0,b2", "--detach"]);
    expect(await cli.run(["save", file])).toMatchObject({
      code: 0,
      out: expect.stringContaining("1 runs"),
    });

    const other = new Cli();
    await other.up("--boards", "8");
    const loaded = await other.run(["load", file]);
    expect(loaded.err).toBe("");
    expect(await other.json<unknown[]>("nodes")).toHaveLength(4);
    expect((await other.json<{ name: string }>("topology")).name).toBe("ring");
    expect(await other.json<unknown[]>("connect")).toMatchObject([
      { a: { node: "b0", port: "left" }, state: "up" },
    ]);
    const links =
      await other.json<{ node: string; link: number; faults: { ber: number } }[]>("link");
    expect(links.find((link) => link.node === "b1" && link.link === 0)?.faults.ber).toBe(1e-5);
    const log = other.start(["logs", "-f", "b2"]);
    await log.shows(/beat/);
    expect(await other.run(["save", join(folder, "again.json")])).toMatchObject({ code: 0 });
    expect(JSON.parse(readFileSync(join(folder, "again.json"), "utf8"))).toEqual(
      JSON.parse(readFileSync(file, "utf8")),
    );
    await other.end();
    const [run] = await cli.json<{ id: string }[]>("runs");
    await cli.run(["kill", run?.id as string]);
  });

  it("tells programs how their ranks are joined", async () => {
    const app = join(folder, "where.ts");
    writeFileSync(
      app,
      'import { neighbours, rank, topology } from "vnetos";\nconsole.log(rank, topology, neighbours?.join("+"));\n',
    );
    const shapes = async (...args: string[]) => {
      const { code, out, err } = await cli.run(["run", app, ...args]);
      expect(code, err).toBe(0);
      const lines = out.trimEnd().split("\n");
      return lines.map((line) => line.replace(/^b\d │ /, "").trim()).sort();
    };
    await cli.run(["topology", "ring"]);
    expect(await shapes()).toEqual(["0 ring 1+3", "1 ring 0+2", "2 ring 1+3", "3 ring 0+2"]);
    expect(await shapes("--nodes", "b0,b2,b2")).toEqual(["0 custom", "1 custom 2", "2 custom 1"]);
    const drawn = join(folder, "drawn.json");
    const edges = ["b0", "b2", "b3"].map((node) => [node, "b1"]);
    writeFileSync(drawn, JSON.stringify({ edges }));
    await cli.run(["topology", drawn]);
    expect(await shapes()).toEqual(["0 custom 1", "1 custom 0+2+3", "2 custom 1", "3 custom 1"]);
    await cli.run(["topology", "full"]);
    expect(await shapes("--nodes", "b3,b1")).toEqual(["0 full 1", "1 full 0"]);
  });

  it("carries messages between named ports of a drawn network", async () => {
    await cli.run(["connect", "b0:ping", "b3:pong", "--id", "wire"]);
    const sender = join(folder, "sender.ts");
    const receiver = join(folder, "receiver.ts");
    writeFileSync(
      receiver,
      'import { openPort } from "vnetos";\nconst port = openPort("pong");\nconsole.log("ready");\nconsole.log("got", port.receive());\n',
    );
    writeFileSync(
      sender,
      'import { openPort } from "vnetos";\nopenPort("ping").send("a message");\nconsole.log("sent");\n',
    );
    const receiving = cli.start(["run", receiver, "--nodes", "b3"]);
    await receiving.shows(/ready/);
    expect(await cli.run(["run", sender, "--nodes", "b0"])).toMatchObject({ code: 0 });
    await receiving.shows(/got a message/);
    expect(await receiving.finished).toMatchObject({ code: 0 });
    expect(await cli.run(["disconnect", "wire"])).toMatchObject({ code: 0 });
  });

  it("opens a live Lua VM: lines go in, values come out", async () => {
    const { code, out } = await cli.run(["shell", "b2"], {
      stdin: "x = 20\nx + 22\nfor i = 1, 2 do\nprint('i', i)\nend\nnosuch.field\n",
    });
    expect(code).toBe(0);
    expect(out).toMatch(/42/);
    expect(out).toMatch(/i\s+2/);
    expect(out).toMatch(/attempt to index/);
    await eventually(
      async () => (await cli.json<unknown[]>("ps")).length === 0,
      "the shell's worker ends",
    );
  });

  it("ends the runs of a node that is let go, and refuses switch ports that there are not", async () => {
    const board = cli.start(["board", "--name", "v5"]);
    const [, url] = await board.shows(/up at (http:\S+)/);
    expect(await cli.run(["attach", url as string, "--board", "8"])).toMatchObject({ code: 2 });
    expect(await cli.run(["attach", url as string, "--board", "7"])).toMatchObject({ code: 0 });
    expect(await cli.run(["detach", "v5"])).toMatchObject({ code: 0 });
    expect(await cli.run(["attach", url as string])).toMatchObject({ code: 0 });
    const app = join(folder, "sleeper.ts");
    writeFileSync(app, 'import { sleep } from "vnetos";\nconsole.log("up");\nsleep(60000);\n');
    const run = cli.start(["run", app, "--nodes", "v5"]);
    await run.shows(/up/);
    expect(await cli.run(["detach", "v5"])).toMatchObject({ code: 0 });
    expect(await run.finished).toMatchObject({
      code: 1,
      err: expect.stringMatching(/v5 has left/),
    });
    board.child.kill("SIGINT");
    await board.finished;
  });

  it("makes a new app that type-checks and runs", async () => {
    const app = join(folder, "my-app");
    expect(await cli.run(["new", app])).toMatchObject({ code: 0 });
    const { spawnSync } = await import("node:child_process");
    const tsc = spawnSync(
      process.execPath,
      [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", app],
      { encoding: "utf8" },
    );
    expect(tsc.stdout).toBe("");
    expect(tsc.status).toBe(0);
    const ran = await cli.run(["run", join(app, "main.ts")]);
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining("0 1 4 9") });
    expect(await cli.run(["new", app])).toMatchObject({
      code: 1,
      err: expect.stringContaining("is there already"),
    });
  });

  it("compiles to a Lua file and its map", async () => {
    const lua = join(folder, "own.lua");
    expect(await cli.run(["compile", "tstl-apps/hello/main.ts", "-o", lua])).toMatchObject({
      code: 0,
    });
    expect(JSON.parse(readFileSync(`${lua}.map`, "utf8"))).toMatchObject({ version: 3 });
    expect(readFileSync(lua, "utf8")).toContain("sourceMappingURL=own.lua.map");
  });

  it("has help with an example for every command", async () => {
    const help = await cli.run(["--help"]);
    expect(help.code).toBe(0);
    const commands = [...help.out.matchAll(/^ {2}([a-z]+)\b.* {2}/gm)].map(
      (match) => match[1] as string,
    );
    expect(commands.length).toBeGreaterThan(20);
    for (const command of commands.filter((name) => name !== "help")) {
      const { code, out } = await cli.run([command, "--help"]);
      expect(code).toBe(0);
      expect(out).toMatch(/Examples?:\n {2}\$ /);
    }
  });
});
