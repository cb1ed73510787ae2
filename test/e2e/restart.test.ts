import { writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Cli } from "../support/cli.ts";
import { eventually } from "../support/processes.ts";

describe("a gateway that is killed", () => {
  let cli: Cli;
  beforeEach(() => {
    cli = new Cli();
  });
  afterEach(() => cli.end());

  it.each([
    { kind: "plain", key: undefined },
    { kind: "sealed", key: "5a".repeat(32) },
  ])(
    "finds a $kind board at its address again, with its worker and all its output",
    async ({ key }) => {
      const keyFile = join(cli.home, "v9.key");
      if (key) writeFileSync(keyFile, `${key}\n`);
      const keyArgs = key ? ["--key-file", keyFile] : [];
      const board = cli.start(["board", "--name", "v9", ...keyArgs]);
      const [, url] = await board.shows(/up at (http:\S+)/);
      const first = await cli.up("--boards", "1");
      expect(await cli.run(["attach", url as string, ...keyArgs])).toMatchObject({ code: 0 });
      const app = join(cli.folder(), "count.ts");
      writeFileSync(
        app,
        'import { sleep } from "vnetos";\nfor (let i = 1; i <= 40; i++) {\n  console.log("line", i);\n  sleep(50);\n}\n',
      );
      expect(await cli.run(["run", app, "--nodes", "v9", "--detach"])).toMatchObject({ code: 0 });
      const log = cli.start(["logs", "-f", "v9"]);
      await log.shows(/line 5\n/);
      first.child.kill("SIGKILL");
      await first.finished;
      log.child.kill("SIGINT");
      await log.finished;

      // The usual port may be busy: the next gateway takes another, and forgets nothing by that.
      const server = createServer()
        .listen(7_770, "127.0.0.1")
        .on("error", () => {});
      const again = cli.start(["up", "--boards", "1"]);
      await again.shows(/#token=/);
      server.close();
      await eventually(async () => {
        const workers = await cli.json<{ node: string; state: string }[]>("ps", "--all");
        return workers.some((worker) => worker.node === "v9" && worker.state === "ended");
      }, "the worker on v9 has ended");
      const { out } = await cli.run(["logs", "v9"]);
      const numbers = [...out.matchAll(/line (\d+)/g)].map((match) => Number(match[1]));
      expect(numbers).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
      board.child.kill("SIGINT");
    },
  );
});
