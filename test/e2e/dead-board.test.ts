import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Cli } from "../support/cli.ts";
import { descendants, eventually } from "../support/processes.ts";

describe("a board process that is killed in the middle of", () => {
  let cli: Cli;
  let up: Awaited<ReturnType<Cli["up"]>>;
  beforeAll(async () => {
    cli = new Cli();
    up = await cli.up("--boards", "4");
  });
  afterAll(() => cli.end());

  function app(name: string, text: string): string {
    const file = join(cli.folder(), name);
    writeFileSync(file, text);
    return file;
  }

  const boardProcesses = () =>
    descendants(up.child.pid as number).filter(
      (pid) => !readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("switch"),
    );

  /** Kills one of the two processes that hold two boards each, and answers which boards those were. */
  async function kill(pid: number): Promise<string[]> {
    const before = up.err.length;
    process.kill(pid, "SIGKILL");
    const death = () => /boards (b\d), (b\d) died/.exec(up.err.slice(before));
    await eventually(() => death() !== null, "the death is noticed");
    return death()?.slice(1) ?? [];
  }

  /** The process that does not hold board b0. */
  async function otherProcess(): Promise<number> {
    const [first, second] = boardProcesses() as [number, number];
    if ((await kill(first)).includes("b0")) return second;
    await allUp();
    return boardProcesses().find((pid) => pid !== second) as number;
  }

  async function allUp(): Promise<void> {
    await eventually(async () => {
      const nodes = await cli.json<{ state: string }[]>("nodes");
      return nodes.every(({ state }) => state === "up");
    }, "all boards are up again");
  }

  it("a loop of collectives gives every other rank an error that names it", async () => {
    const file = app(
      "loop.ts",
      `import { allReduce, allToAll, nodes, rank, size, sum } from "vnetos";
       try {
         for (let round = 0; ; round++) {
           allReduce(rank, sum);
           allToAll(nodes);
           if (round === 5) console.log("rank " + rank + " is in the middle");
         }
       } catch (error) {
         console.log("rank " + rank + " of " + size + " ends: " + error);
       }`,
    );
    const run = cli.start(["run", file, "--nodes", "b0,b1,b2,b3"]);
    for (const rank of [0, 1, 2, 3]) await run.shows(new RegExp(`rank ${rank} is in the middle`));
    const dead = await kill(boardProcesses()[0] as number);
    await run.finished;
    const survivors = [0, 1, 2, 3].filter((rank) => !dead.includes(`b${rank}`));
    for (const rank of survivors) {
      const [, message] = new RegExp(`rank ${rank} of 4 ends: (.*)`).exec(run.out) ?? [];
      expect(message).toMatch(/^VnetosError: rank \d \(b\d\) (does not answer|was started anew)/);
      expect(dead).toContain(/\((b\d)\)/.exec(message as string)?.[1]);
    }
    await allUp();
  });

  it("a farm costs no result", async () => {
    const file = app(
      "farm.ts",
      `import { rank, sleep } from "vnetos";
       import { farm } from "vnetos/parallel";
       const tasks: number[] = [];
       if (rank === 0) for (let i = 0; i < 60; i++) tasks.push(i);
       const results = farm(tasks, (n) => {
         if (n === 12) console.log("in the middle");
         sleep(50);
         return n * n;
       });
       if (results !== undefined) console.log("results " + results.join(" "));`,
    );
    const process = await otherProcess();
    await allUp();
    const run = cli.start(["run", file, "--nodes", "b0,b1,b2,b3"]);
    await run.shows(/in the middle/);
    expect(await kill(process)).toEqual(["b1", "b3"]);
    await run.finished;
    const squares = Array.from({ length: 60 }, (_, i) => i * i).join(" ");
    expect(run.out).toContain(`results ${squares}`);
    for (const name of ["b1", "b3"]) {
      expect(run.out).toMatch(
        new RegExp(
          `farm: rank \\d \\(${name}\\) .*; (others do the (task|[2-9] tasks) that it had|it had no task)`,
        ),
      );
    }
    await allUp();
  });
});
