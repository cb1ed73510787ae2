import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Cli } from "../support/cli.ts";

let cli: Cli;
beforeAll(async () => {
  cli = new Cli();
  await cli.up("--boards", "1");
});
afterAll(() => cli.end());

it("three workers of one board share a lock; the one that is killed while it holds it leaves it to the next", async () => {
  const app = join(cli.folder(), "share.ts");
  writeFileSync(
    app,
    `import { rank, receiveFrom, send } from "vnetos";
    import { openLock } from "vnetos/sync";
    const lock = openLock("l");
    if (rank === 0) {
      lock.acquire();
      send(1, "held");
      send(2, "held");
      for (;;) {} // for ever: only a kill ends it
    }
    receiveFrom(0);
    console.log("waits");
    const { abandonedBy } = lock.acquire();
    console.log("got it from " + (abandonedBy ?? "one that released it"));
    lock.release();\n`,
  );
  const run = cli.start(["run", app, "--nodes", "b0,b0,b0"]);
  await run.shows(/waits.*waits/s);
  type Worker = { node: string; id: number; world?: { rank: number } };
  const holder = (await cli.json<Worker[]>("ps")).find(({ world }) => world?.rank === 0);
  expect(await cli.run(["kill", `b0/${holder?.id}`])).toMatchObject({ code: 0 });
  const { out } = await run.finished;
  const got = [...out.matchAll(/got it from (.*)/g)].map(([, from]) => from);
  expect(got).toEqual([`rank 0 (b0/${holder?.id})`, "one that released it"]);
});
