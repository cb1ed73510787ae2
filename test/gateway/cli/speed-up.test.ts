import { describe, expect, it } from "vitest";
import type { RunView, WorkerActivity } from "#protocol";
import { NO_ACTIVITY } from "#protocol";
import { statsTable } from "../../../gateway/src/cli/run-stats.ts";
import { sweepRows, sweepTable } from "../../../gateway/src/cli/speed-up.ts";
import { styleFor } from "../../../gateway/src/cli/ui/style.ts";
import { fakeRun } from "../../support/fake-gateway-views.ts";

const plain = styleFor({}, {});
const ok = { status: "ok" } as const;

/** A run whose ranks did this. */
function runOf(
  id: string,
  ranks: (Partial<WorkerActivity> | undefined)[],
  exit: NonNullable<RunView["exit"]> = ok,
): RunView {
  return fakeRun(id, {
    state: "ended",
    exit,
    ranks: ranks.map((part, rank) => ({
      ...{ rank, node: `b${rank}`, worker: 1, exit: ok },
      ...(part && { activity: { ...NO_ACTIVITY, ...part } }),
    })),
  });
}

const one = runOf("r1", [{ computing: 8_000_000 }]);
const two = runOf("r2", [
  { computing: 4_000_000, sending: 500_000, receiving: 1_500_000, queued: 0 },
  { computing: 4_400_000 },
]);

describe("speed-up and efficiency", () => {
  it("compare elapsed time and work with one board's", () => {
    const [first, second] = sweepRows([one, two]);
    expect(first).toMatchObject({ boards: 1, speedUp: 1, efficiency: 1, workSpeedUp: 1 });
    expect(second).toMatchObject({
      ...{ boards: 2, elapsedMs: 6_000, computingMs: 4_400, workMs: 4_500 },
      ...{ speedUp: 8 / 6, efficiency: 8 / 6 / 2, workSpeedUp: 8 / 4.5 },
    });
  });

  it("compare with the fewest boards where one is not among them, and say so", () => {
    const four = runOf("r3", Array(4).fill({ computing: 2_200_000 }));
    const rows = sweepRows([four, two]);
    expect(rows[0]).toMatchObject({ boards: 4, efficiency: 6_000 / 2_200 / 2 });
    expect(sweepTable(rows, plain)).toContain("compared with 2 boards (the fewest of this sweep)");
  });

  it("leave out runs that failed, and runs of which a rank is not known", () => {
    const failed = runOf("r4", [{ computing: 1 }], { status: "failed" });
    const unknown = runOf("r5", [undefined, { computing: 1 }]);
    const rows = sweepRows([failed, unknown, two]);
    expect(rows.slice(0, 2)).toEqual([
      { boards: 1, run: "r4", status: "failed" },
      { boards: 2, run: "r5", status: "ok" },
    ]);
    expect(rows[2]?.speedUp).toBe(1);
    const lines = sweepTable(rows, plain).split("\n");
    expect(lines.slice(1, 3)).toEqual(["     1   failed", "     2        -"]);
  });

  it("say so when nothing can be compared", () => {
    const failed = runOf("r4", [{}], { status: "failed" });
    expect(sweepTable(sweepRows([failed]), plain)).toContain("no run ended well");
  });

  it("of a run that took no time at all are no numbers", () => {
    const rows = sweepRows([runOf("r1", [{}]), runOf("r2", [{}, {}])]);
    expect(sweepTable(rows, plain).split("\n")[2]).toMatch(/2 +0 ms +- +- +0 ms +0 ms +- +-/);
  });
});

describe("the table of a run", () => {
  it("has a row for each rank and one for all, and every line is as wide as the head", () => {
    const lines = statsTable(two, plain).split("\n");
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/0 +b0 +4 s +0 ms +1.5 s +500 ms +6 s +0 +0 B +0 +0 B$/);
    expect(lines[3]).toMatch(/^ +all +8.4 s/);
    expect(new Set(lines.map((line) => line.length)).size).toBe(1);
  });

  it("names the boards that could not tell", () => {
    expect(statsTable(runOf("r1", [{}, undefined]), plain)).toContain("b1 could not tell");
  });
});
