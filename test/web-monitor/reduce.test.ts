import { describe, expect, test } from "vitest";
import type { GatewayEvent } from "#protocol";
import { LINES_KEPT } from "../../web-monitor/state/console-lines.ts";
import { reduce } from "../../web-monitor/state/reduce.ts";
import { RUNS_KEPT } from "../../web-monitor/state/runs.ts";
import { INITIAL_STATE, type State } from "../../web-monitor/state/state.ts";
import type { FakeNews } from "../support/fake-gateway.ts";
import { FakeCluster } from "../support/fake-gateway-cluster.ts";
import { fakeNode, fakeRun, fakeWorker } from "../support/fake-gateway-views.ts";

function loaded(cluster = new FakeCluster()): State {
  const { nodes, links, topology, runs } = cluster;
  const gateway = {
    name: "vnetos",
    version: "0.1.0",
    pid: 1,
    startId: "s",
    url: "",
    uptimeMs: 0,
    topology: "full",
    nodes: 8,
  } as const;
  const snapshot = { gateway, nodes, links, topology, switch: cluster.switch, runs };
  return reduce(INITIAL_STATE, { type: "snapshot", snapshot });
}

function withNews(state: State, ...news: readonly FakeNews[]): State {
  const events = news.map(
    (one, index) => ({ seq: index + 1, time: "2026-01-02T10:00:00.000Z", ...one }) as GatewayEvent,
  );
  return reduce(state, { type: "events", events, replay: false });
}

const output = (text: string): FakeNews => ({
  type: "output",
  node: "b1",
  worker: 1,
  stream: "out",
  text,
});

describe("snapshot", () => {
  test("orders boards by switch port, and those without one last by name", () => {
    const cluster = new FakeCluster();
    const loose = [10, 9].map((n) => fakeNode(n, { switchPorts: undefined }));
    cluster.nodes = [...loose, ...cluster.nodes.toReversed()];
    const names = loaded(cluster).nodes.map(({ name }) => name);
    expect(names).toEqual(["b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b9", "b10"]);
  });

  test("is a new state and leaves the old one as it was", () => {
    const before = structuredClone(INITIAL_STATE);
    expect(loaded()).not.toBe(INITIAL_STATE);
    expect(INITIAL_STATE).toEqual(before);
  });
});

describe("output", () => {
  test("becomes lines; the newline at the end makes no empty line", () => {
    const { console } = withNews(loaded(), output("one\ntwo\n"), output("three"));
    expect(console.lines.map(({ id, text }) => [id, text])).toEqual([
      [1, "one"],
      [2, "two"],
      [3, "three"],
    ]);
  });

  test("keeps the last lines only, over batches and within one", () => {
    const filled = withNews(loaded(), output("old\n".repeat(LINES_KEPT)));
    const over = withNews(
      filled,
      output(Array.from({ length: 30 }, (_, n) => `new ${n}`).join("\n")),
    );
    expect(over.console.lines).toHaveLength(LINES_KEPT);
    expect(over.console.lines.at(-1)).toMatchObject({ id: LINES_KEPT + 30, text: "new 29" });
    const flood = withNews(loaded(), output("x\n".repeat(3 * LINES_KEPT)));
    expect(flood.console.lines).toHaveLength(LINES_KEPT);
    expect(flood.console.lines[0]?.id).toBe(2 * LINES_KEPT + 1);
  });

  test("cuts a line that is too long to show", () => {
    const [line] = withNews(loaded(), output("y".repeat(100_000))).console.lines;
    expect(line?.text.length).toBeLessThan(2_100);
    expect(line?.text.endsWith("…")).toBe(true);
  });

  test("numbers lines on after the console was cleared", () => {
    const cleared = reduce(withNews(loaded(), output("a")), { type: "console-cleared" });
    expect(withNews(cleared, output("b")).console.lines).toMatchObject([{ id: 2, text: "b" }]);
  });
});

describe("workers", () => {
  test("appear, change and end, each under its number", () => {
    const born = withNews(loaded(), { type: "worker", node: "b2", worker: fakeWorker(7) });
    expect(born.nodes[2]?.workers.map(({ id }) => id)).toEqual([1, 7]);
    const ended = fakeWorker(7, { state: "ended", exit: { status: "ok" } });
    const gone = withNews(born, { type: "worker", node: "b2", worker: ended });
    expect(gone.nodes[2]?.workers.map(({ id, state }) => [id, state])).toEqual([
      [1, "running"],
      [7, "ended"],
    ]);
  });

  test("of which only the last ended ones are told", () => {
    const news = Array.from({ length: 9 }, (_, n): FakeNews => {
      const worker = fakeWorker(10 + n, { state: "ended", exit: { status: "failed" } });
      return { type: "worker", node: "b0", worker };
    });
    expect(withNews(loaded(), ...news).nodes[0]?.workers.map(({ id }) => id)).toEqual([
      1, 16, 17, 18,
    ]);
  });

  test("of an unknown node change nothing", () => {
    const state = loaded();
    expect(withNews(state, { type: "worker", node: "zz", worker: fakeWorker(1) }).nodes).toEqual(
      state.nodes,
    );
  });
});

describe("nodes, runs, notices", () => {
  test("a lost board tells why, until it is up again", () => {
    const lost = withNews(loaded(), {
      type: "node",
      node: "b4",
      state: "lost",
      message: "no answer",
    });
    expect(lost.nodes[4]).toMatchObject({ state: "lost", reason: "no answer" });
    expect(lost.console.lines.at(-1)).toMatchObject({ node: "b4", text: "lost: no answer" });
    const back = withNews(lost, { type: "node", node: "b4", state: "up", message: "back" });
    expect(back.nodes[4]).toMatchObject({ state: "up", reason: undefined });
  });

  test("a run is listed once, newest first, and the list is bounded", () => {
    const news = Array.from({ length: RUNS_KEPT + 5 }, (_, n): FakeNews => {
      const startedAt = new Date(1_767_400_000_000 + n * 1_000).toISOString();
      return { type: "run", run: fakeRun(`n${n}`, { startedAt }) };
    });
    const again = { ...(news.at(-1) as FakeNews & { type: "run" }).run, state: "ended" } as const;
    const { runs } = withNews(loaded(), ...news, { type: "run", run: again });
    expect(runs).toHaveLength(RUNS_KEPT);
    expect(runs[0]).toMatchObject({ id: `n${RUNS_KEPT + 4}`, state: "ended" });
  });

  test("a warning becomes a toast, but not one from before the page was there", () => {
    const notice = {
      seq: 1,
      time: "",
      type: "notice",
      node: "b1",
      level: "warning",
      message: "hot",
    } as const;
    const live = reduce(loaded(), { type: "events", events: [notice], replay: false });
    expect(live.toasts).toMatchObject([{ level: "warning", message: "b1: hot" }]);
    const replayed = reduce(loaded(), { type: "events", events: [notice], replay: true });
    expect(replayed.toasts).toEqual([]);
    expect(replayed.console.lines).toMatchObject([{ stream: "notice", text: "hot" }]);
  });

  test("the same toast twice is one, and only the last few stay", () => {
    const toast = (message: string) => ({ type: "toast", level: "error", message }) as const;
    const state = ["a", "b", "a", "c", "d", "e"].reduce((s, m) => reduce(s, toast(m)), loaded());
    expect(state.toasts.map(({ message }) => message)).toEqual(["a", "c", "d", "e"]);
    const closed = reduce(state, { type: "toast-closed", id: state.toasts[0]?.id ?? 0 });
    expect(closed.toasts.map(({ message }) => message)).toEqual(["c", "d", "e"]);
  });

  test("another gateway's start keeps the output and forgets the rest", () => {
    const state = reduce(withNews(loaded(), output("kept")), { type: "gateway-restarted" });
    expect(state).toMatchObject({ nodes: [], runs: [], switch: undefined, sampledAt: undefined });
    expect(state.console.lines.map(({ text }) => text)).toEqual([
      "kept",
      "the gateway has started anew",
    ]);
  });

  test("an event of a kind not known is passed over", () => {
    const state = loaded();
    const strange = { seq: 1, time: "", type: "weather" } as unknown as GatewayEvent;
    expect(reduce(state, { type: "events", events: [strange], replay: false })).toEqual(state);
  });
});
