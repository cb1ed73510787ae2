import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Cli } from "../support/cli.ts";
import { ClusterRuns } from "../support/cluster-runs.ts";
import { hello } from "../support/exercises/hello.ts";
import { ring } from "../support/exercises/ring.ts";
import { lackOf } from "../support/firmware.ts";

const lack = lackOf("m32");

/** Boards of 32 bits with the memory, the limits and the small stacks of an ESP32: firmware/src/esp32/esp32_limits.h. */
describe.skipIf(lack !== undefined && process.env.CI !== "true").each([["esp32"], ["esp32-psram"]])(
  "boards like %s",
  (like) => {
    const before = { CC: process.env.CC, VNETOS_BOARD_LIKE: process.env.VNETOS_BOARD_LIKE };
    let cli: Cli;
    let runs: ClusterRuns;
    beforeAll(async () => {
      expect(lack).toBeUndefined();
      process.env.CC = "gcc -m32 -DVN_SMALL_STACK";
      process.env.VNETOS_BOARD_LIKE = like;
      cli = new Cli();
      await cli.up("--board", "native");
      runs = new ClusterRuns(cli.home);
    });
    afterAll(async () => {
      Object.assign(process.env, before);
      await cli.end();
    });

    it("have a shell", async () => {
      const { out } = await cli.run(["shell", "b0"], { stdin: "print(6 * 7)\n" });
      expect(out).toContain("42");
    });

    it.skipIf(like === "esp32").each([hello, ring])("$name", async ({ name, cases: [first] }) => {
      const { exits, ...outcome } = await runs.run(`tstl-apps/${name}/main.ts`, 8, first);
      expect(exits).toEqual(Array(8).fill({ status: "ok" }));
      first.check(outcome);
    });
  },
);
