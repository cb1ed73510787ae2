import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LinkView } from "#protocol";
import { Cli } from "../support/cli.ts";
import { ClusterRuns } from "../support/cluster-runs.ts";
import { describeBoards } from "../support/describe-boards.ts";
import { EXERCISES, SIZES } from "../support/exercises/index.ts";

describeBoards("the exercises", (kind) =>
  describe.each(["ring", "full"])("topology %s, bit errors of 1e-5 on all links", (topology) => {
    let cli: Cli;
    let runs: ClusterRuns;
    beforeAll(async () => {
      cli = new Cli(kind);
      await cli.up();
      expect(await cli.run(["topology", topology])).toMatchObject({ code: 0 });
      expect(await cli.run(["link", "all", "--ber", "1e-5"])).toMatchObject({ code: 0 });
      const links = await cli.json<LinkView[]>("link");
      expect(links.map(({ faults }) => faults.ber)).toEqual(Array(16).fill(1e-5));
      runs = new ClusterRuns(cli.home);
    });
    afterAll(() => cli.end());

    describe.each(EXERCISES)("$name", ({ name, cases: [first] }) => {
      it.each(SIZES)("gives its result on %i boards", async (size) => {
        const { exits, ...outcome } = await runs.run(`tstl-apps/${name}/main.ts`, size, first);
        expect(exits).toEqual(Array(size).fill({ status: "ok" }));
        first.check(outcome);
      });
    });
  }),
);
