import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Cli } from "../support/cli.ts";
import { descendants, eventually, isAlive } from "../support/processes.ts";

describe("npm start", () => {
  let cli: Cli;
  beforeEach(() => {
    cli = new Cli();
  });
  afterEach(() => cli.end());

  it("runs an app on eight boards, shows each line with its board, and leaves the page's address last", async () => {
    const start = cli.start(["start"]);
    await start.shows(/http:\/\/127\.0\.0\.1:\d+\/#token=\S+\n$/);
    for (let board = 0; board < 8; board++)
      expect(start.out).toMatch(new RegExp(`^b${board} .*rank ${board} of 8`, "m"));
    expect(start.out).toMatch(/pi is about 3\.\d+/);
    const page = (start.out.trimEnd().split("\n").at(-1) as string).split("#")[0] as string;
    expect(await (await fetch(page)).text()).toContain("<title>");
  });

  it("is found by a second terminal, and refuses a second cluster by name", async () => {
    await cli.up();
    expect(await cli.json<unknown[]>("nodes")).toHaveLength(8);
    const second = await cli.run(["up"]);
    expect(second.code).toBe(1);
    expect(second.err).toMatch(/up already at http:\/\/127\.0\.0\.1:\d+ \(pid \d+\)/);
    const down = await cli.run(["down"]);
    expect(down).toMatchObject({ code: 0, out: "the cluster is down\n" });
  });

  it.each(["SIGINT", "SIGTERM", "SIGKILL"] as const)(
    "leaves nothing running after %s",
    async (signal) => {
      const up = await cli.up("--boards", "3");
      const children = descendants(up.child.pid as number);
      expect(children.length).toBeGreaterThanOrEqual(3);
      up.child.kill(signal);
      await up.finished;
      await eventually(() => !children.some(isAlive), `children of pid ${up.child.pid} end`);
    },
  );

  it("notices boards that died, names them, and starts them again", async () => {
    const up = await cli.up("--boards", "4");
    const boards = descendants(up.child.pid as number);
    for (const pid of boards) process.kill(pid, "SIGKILL");
    await up.shows(/boards b0, b2 died \(killed by SIGKILL\)/, "err");
    await up.shows(/boards b1, b3 died \(killed by SIGKILL\)/, "err");
    await up.shows(/the switch died \(killed by SIGKILL\)/, "err");
    await eventually(async () => {
      const nodes = await cli.json<{ restarts: number; state: string }[]>("nodes");
      return nodes.every((node) => node.restarts > 0 && node.state === "up");
    }, "all boards are up again");
    const again = await cli.run(["run", "tstl-apps/hello/main.ts"]);
    expect(again).toMatchObject({ code: 0 });
  });
});
