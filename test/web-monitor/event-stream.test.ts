import { beforeEach, describe, expect, test } from "vitest";
import { type GatewayEvent, type GatewayInfo, VnetosError } from "#protocol";
import { BACK_OFF_S, EventStream } from "../../web-monitor/client/event-stream.ts";
import type { EventSocket } from "../../web-monitor/client/socket.ts";
import type { Action, Snapshot } from "../../web-monitor/state/action.ts";
import type { FakeNews } from "../support/fake-gateway.ts";
import { FakeCluster } from "../support/fake-gateway-cluster.ts";
import { HandClock, settled } from "./hand-clock.ts";

class HandSocket implements EventSocket {
  onopen: (() => void) | null = null;
  onmessage: ((message: { readonly data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  closed = false;
  readonly after: number;

  constructor(after: number) {
    this.after = after;
  }

  close(): void {
    this.closed = true;
  }

  tell(seq: number, news: FakeNews): void {
    this.onmessage?.({ data: JSON.stringify({ seq, time: "", ...news }) });
  }
}

const cluster = new FakeCluster();
const print = (text: string): FakeNews => ({
  type: "output",
  node: "b0",
  worker: 1,
  stream: "out",
  text,
});

let clock: HandClock;
let actions: Action[];
let sockets: HandSocket[];
let startId: string;
let refusal: VnetosError | undefined;
let release: (() => void) | undefined;
let held: boolean;
let stream: EventStream;

function info(): GatewayInfo {
  const gateway = { name: "vnetos", version: "0", pid: 1, url: "", uptimeMs: 0 } as const;
  return { ...gateway, startId, topology: "full", nodes: 8 };
}

async function snapshot(): Promise<Snapshot> {
  if (held) await new Promise<void>((resolve) => (release = resolve));
  if (refusal) throw refusal;
  const { nodes, links, topology, runs } = cluster;
  return { gateway: info(), nodes, links, topology, runs, switch: cluster.switch };
}

beforeEach(() => {
  clock = new HandClock();
  actions = [];
  sockets = [];
  startId = "first";
  refusal = undefined;
  held = false;
  stream = new EventStream({
    gateway: async () => {
      if (refusal) throw refusal;
      return info();
    },
    snapshot,
    open: (after) => {
      const socket = new HandSocket(after);
      sockets.push(socket);
      return socket;
    },
    clock,
    dispatch: (action) => void actions.push(action),
  });
});

const phases = () =>
  actions.flatMap((action) => (action.type === "connection" ? [action.connection] : []));
const told = () =>
  actions.flatMap((action) => (action.type === "events" ? [...action.events] : []));
const seqs = () => told().map((event: GatewayEvent) => event.seq);
const last = () => sockets.at(-1) ?? new HandSocket(-1);

async function live(): Promise<HandSocket> {
  await stream.start();
  last().onopen?.();
  await settled();
  return last();
}

describe("coming up", () => {
  test("asks who is there, opens the socket, loads all, and is live", async () => {
    await live();
    expect(sockets.map(({ after }) => after)).toEqual([0]);
    expect(actions.map(({ type }) => type)).toEqual(["snapshot", "connection"]);
    expect(phases()).toEqual([{ phase: "live" }]);
  });

  test("events that come before the snapshot are played on top of it, as a replay", async () => {
    held = true;
    await stream.start();
    last().onopen?.();
    last().tell(1, print("early"));
    await clock.pass(500);
    expect(actions).toEqual([]);
    release?.();
    await settled();
    expect(actions.map(({ type }) => type)).toEqual(["snapshot", "events", "connection"]);
    expect(actions[1]).toMatchObject({ replay: true, events: [{ seq: 1 }] });
  });

  test("a token that is not taken ends it: nothing more is tried", async () => {
    refusal = new VnetosError("forbidden", "the token is not this gateway's");
    await stream.start();
    expect(phases()).toEqual([{ phase: "refused", message: refusal.message }]);
    await clock.pass(60_000);
    expect(sockets).toEqual([]);
  });
});

describe("while live", () => {
  test("hands events on in batches", async () => {
    const socket = await live();
    for (let seq = 1; seq <= 100; seq += 1) socket.tell(seq, print("x"));
    await clock.pass(1_000);
    const batches = actions.filter(({ type }) => type === "events");
    expect(batches).toHaveLength(1);
    expect(seqs()).toHaveLength(100);
  });

  test("says so when it cannot read an event, and goes on", async () => {
    const socket = await live();
    socket.onmessage?.({ data: "{nonsense" });
    socket.onmessage?.({ data: new ArrayBuffer(2) });
    socket.tell(1, print("fine"));
    await clock.pass(100);
    expect(actions.filter(({ type }) => type === "toast")).toHaveLength(2);
    expect(seqs()).toEqual([1]);
  });
});

describe("when the gateway goes away", () => {
  test("counts down, then asks for what came after the last event", async () => {
    const socket = await live();
    socket.tell(41, print("a"));
    socket.tell(42, print("b"));
    socket.onclose?.();
    expect(seqs()).toEqual([41, 42]);
    await clock.pass(1_000);
    expect(phases().slice(1)).toEqual([
      { phase: "away", retryInS: 1 },
      { phase: "away", retryInS: 0 },
    ]);
    expect(last().after).toBe(42);
    last().onopen?.();
    await settled();
    expect(phases().at(-1)).toEqual({ phase: "live" });
    expect(actions.some(({ type }) => type === "gateway-restarted")).toBe(false);
  });

  test("waits longer from try to try, up to a limit, and anew after a success", async () => {
    const socket = await live();
    refusal = new VnetosError("unreachable", "the gateway does not answer");
    socket.onclose?.();
    await clock.pass(120_000);
    const waits = phases().flatMap((connection, n) => {
      const before = phases()[n - 1];
      const starts =
        connection.phase === "away" && (before?.phase !== "away" || before.retryInS === 0);
      return starts ? [connection.retryInS] : [];
    });
    expect(waits.slice(0, 8)).toEqual([...BACK_OFF_S, 10, 10]);
    refusal = undefined;
    stream.stop();
    (await live()).onclose?.();
    expect(phases().at(-1)).toEqual({ phase: "away", retryInS: 1 });
  });

  test("does not wait when a person asks it to try now", async () => {
    (await live()).onclose?.();
    await live();
    expect(sockets).toHaveLength(2);
    await clock.pass(60_000);
    expect(sockets).toHaveLength(2);
  });

  test("hears no more of a socket that was given up", async () => {
    const old = await live();
    old.onclose?.();
    await clock.pass(1_000);
    old.tell(99, print("late"));
    old.onclose?.();
    await clock.pass(100);
    expect(old.closed).toBe(true);
    expect(seqs()).toEqual([]);
    expect(sockets).toHaveLength(2);
  });

  test("a snapshot that fails counts as away", async () => {
    await stream.start();
    refusal = new VnetosError("internal", "broken");
    last().onopen?.();
    await settled();
    expect(phases().at(-1)).toEqual({ phase: "away", retryInS: 1 });
  });
});

describe("when another gateway answers", () => {
  test("starts from the first event, and says that the old state is void", async () => {
    const socket = await live();
    socket.tell(42, print("a"));
    socket.onclose?.();
    startId = "second";
    await clock.pass(1_000);
    expect(last().after).toBe(0);
    expect(actions.some(({ type }) => type === "gateway-restarted")).toBe(true);
  });

  test("notices it also when it restarted just before the socket opened", async () => {
    await stream.start();
    startId = "second";
    last().tell(0, { type: "hello", startId: "second", dropped: 0 });
    await settled();
    expect(sockets).toHaveLength(2);
    expect(sockets[0]?.closed).toBe(true);
    last().onopen?.();
    last().tell(0, { type: "hello", startId: "second", dropped: 0 });
    await settled();
    expect(sockets).toHaveLength(2);
    expect(phases().at(-1)).toEqual({ phase: "live" });
  });
});

test("stopped, it lets go of everything", async () => {
  (await live()).onclose?.();
  stream.stop();
  expect(clock.waiting).toBe(0);
});
