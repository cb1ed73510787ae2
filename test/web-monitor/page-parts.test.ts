// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from "vitest";
import { guarded } from "../../web-monitor/views/guarded.ts";
import { page } from "../../web-monitor/views/page.ts";
import { runList } from "../../web-monitor/views/run-list.ts";
import { switchQueues } from "../../web-monitor/views/switch-queues.ts";
import { toasts } from "../../web-monitor/views/toasts.ts";
import { FakeCluster } from "../support/fake-gateway-cluster.ts";
import { fakeRun } from "../support/fake-gateway-views.ts";
import { Stage, stateOf } from "./browser-parts.ts";

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a view that throws", () => {
  test("says so in its place, and comes back when asked", () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    let broken = true;
    const destroyed = vi.fn();
    const stage = new Stage((tools) =>
      guarded(
        "The test",
        () => {
          const dom = document.createElement("p");
          const update = () => {
            if (broken) throw new Error("no such board");
            dom.textContent = "fine";
          };
          return { dom, update, destroy: destroyed };
        },
        tools,
      ),
    );
    expect(stage.find("[role=alert]").textContent).toContain(
      "The test cannot be shown: no such board",
    );
    expect(destroyed).toHaveBeenCalledOnce();
    stage.dispatch({ type: "quiet" });
    broken = false;
    stage.button("Show again").click();
    expect(stage.view.dom.textContent).toBe("fine");
  });

  test("does not take the page down", () => {
    vi.spyOn(console, "error").mockImplementation(() => {});
    const runs = [{ ...fakeRun("r1"), ranks: null as never }];
    const stage = new Stage(page, { ...stateOf(), runs });
    expect(stage.find(".failure").textContent).toContain("The list of runs cannot be shown");
    expect(stage.view.dom.querySelectorAll(".board")).toHaveLength(8);
    expect(stage.view.dom.querySelectorAll(".failure")).toHaveLength(1);
  });
});

describe("the page", () => {
  test("without a token says what to do, and shows nothing else", () => {
    const stage = new Stage(page);
    stage.dispatch({ type: "connection", connection: { phase: "no-token" } });
    expect(stage.find("main").hidden).toBe(true);
    expect(stage.find(".entry-card").hidden).toBe(false);
    expect(stage.find(".entry-card").textContent).toContain("npx vnetos up");
  });

  test("with a token that is not taken says why", () => {
    const stage = new Stage(page);
    stage.dispatch({
      type: "connection",
      connection: { phase: "refused", message: "wrong token" },
    });
    expect(stage.find(".entry-card").textContent).toContain("wrong token");
  });

  test("tells that the gateway is away, when it is tried, and tries on demand", () => {
    const stage = new Stage(page);
    expect(stage.find(".banner").hidden).toBe(true);
    stage.dispatch({ type: "connection", connection: { phase: "away", retryInS: 3 } });
    expect(stage.find(".banner").textContent).toContain("Gateway away, trying again in 3 s");
    expect(stage.find("main").hidden).toBe(false);
    stage.button("Try now").click();
    expect(stage.commands.retryNow).toHaveBeenCalledOnce();
  });

  test("sums the cluster up, and turns its theme round", () => {
    const stage = new Stage(page);
    expect(stage.find(".summary").textContent).toBe("8 of 8 boards up · 8 workers");
    for (const theme of ["light", "dark", "system"]) {
      stage.find(".look").click();
      expect(stage.state.choices.theme).toBe(theme);
    }
  });
});

describe("runs", () => {
  test("tell state and ranks, and are stopped by their button", () => {
    const stage = new Stage(runList);
    expect(stage.find(".run-state").textContent).toBe("running");
    expect(stage.find(".ranks").getAttribute("aria-label")).toBe("8 running");
    stage.button("Stop run ring r1").click();
    expect(stage.commands.stopRun).toHaveBeenCalledExactlyOnceWith("r1");
  });

  test("that failed show the traceback and cannot be stopped", () => {
    const error = {
      code: "program-error",
      message: "x",
      traceback: "Error: x\n at main.ts:3",
    } as const;
    const exit = { status: "failed", error } as const;
    const ranks = [
      { rank: 0, node: "b0", exit },
      { rank: 1, node: "b1", exit: { status: "killed" as const } },
    ];
    const runs = [fakeRun("r2", { state: "ended", elapsedMs: 1_500, exit, ranks })];
    const stage = new Stage(runList, { ...stateOf(), runs });
    expect(stage.find(".run-error").textContent).toBe("Error: x\n at main.ts:3");
    expect(stage.find(".ranks").getAttribute("aria-label")).toBe("1 failed, 1 killed");
    expect(stage.find(".run-time").textContent).toBe("1.5 s");
    expect(stage.button("Stop run ring r2").hidden).toBe(true);
  });
});

describe("switch queues", () => {
  test("show fill, highest fill and what was lost", () => {
    const cluster = new FakeCluster();
    cluster.changePort(5, { queued: 4_000, highestFill: 8_000, dropped: 2, unrouted: 1 });
    const stage = new Stage(switchQueues, stateOf(cluster));
    expect(stage.view.dom.querySelectorAll(".queue")).toHaveLength(16);
    expect(stage.find(".queue:nth-child(6) .queue-bar").style.height).toBe("50%");
    expect(stage.find(".queue:nth-child(6) .queue-highest").style.bottom).toBe("100%");
    expect(stage.find(".queue:nth-child(6) .queue-lost").textContent).toBe("3 lost");
    expect(stage.find(".queue:nth-child(1) .queue-bar").dataset.heat).toBe("0");
  });
});

describe("toasts", () => {
  test("go by themselves after a while, or when closed", async () => {
    const stage = new Stage(toasts);
    stage.dispatch({ type: "toast", level: "error", message: "no ring of 1 board" });
    stage.dispatch({ type: "toast", level: "error", message: "second" });
    expect(stage.texts(".toast p")).toEqual(["no ring of 1 board", "second"]);
    stage.button("Close message").click();
    expect(stage.texts(".toast p")).toEqual(["second"]);
    await stage.clock.pass(60_000);
    expect(stage.texts(".toast p")).toEqual([]);
    expect(stage.clock.waiting).toBe(0);
  });
});
