import { describe, expect, test } from "vitest";
import type { Inbox } from "../../../lua-runtime/src/ports/index.ts";
import { Simulation } from "../../support/simulation.ts";
import { allPairs, Traffic } from "../../support/simulation-traffic.ts";

function pair(seed: number, options: { room?: number; ber?: number; owned?: boolean } = {}) {
  const simulation = new Simulation({ seed, boards: 2, cable: { ber: options.ber ?? 0 } });
  const [a, b] = [simulation.worker(0, ["p"]), simulation.worker(1, ["q"], options.room)];
  const ends = [
    { board: 0, port: "p" },
    { board: 1, port: "q" },
  ] as const;
  if (options.owned === true)
    simulation.connect({ ...ends[0], owner: a }, { ...ends[1], owner: b });
  else simulation.connect(...ends);
  simulation.run(50);
  return { simulation, a, b };
}

function kinds(inbox: Inbox): string[] {
  const all: string[] = [];
  for (let next = inbox.take(); next !== undefined; next = inbox.take()) {
    all.push(next.kind === "fault" ? next.error.code : next.kind);
  }
  return all;
}

describe("back-pressure", () => {
  test("a worker that does not receive stops its senders, and loses nothing", () => {
    const { simulation, a, b } = pair(1, { room: 2_000 });
    const sent = Array.from({ length: 50 }, (_, n) =>
      simulation.send(0, "p", a, new Uint8Array(200).fill(n)),
    );
    simulation.run(3_000);
    const through = sent.filter(({ state }) => state === "done").length;
    expect(through).toBe(b.queued);
    expect(through).toBeLessThan(9);
    for (let n = 0; n < 50; n++) {
      const next = b.take();
      expect(next, `message ${n}`).toMatchObject({ kind: "message" });
      expect(next?.kind === "message" && next.text[0]).toBe(n);
      simulation.run(50);
    }
    expect(sent.every(({ state }) => state === "done")).toBe(true);
  });

  test("a full port holds back its own senders only", () => {
    const { simulation, a, b } = pair(2, { room: 300 });
    simulation.board(0).ports.attach("p2", a);
    simulation.board(1).ports.attach("q2", b);
    simulation.connect({ board: 0, port: "p2" }, { board: 1, port: "q2" });
    const stuck = [1, 2, 3].map(() => simulation.send(0, "p", a, new Uint8Array(200)));
    simulation.run(200);
    const free = simulation.send(0, "p2", a, Uint8Array.of(1));
    simulation.run(200);
    expect([stuck[2]?.state, free.state]).toEqual(["waiting", "done"]);
  });

  test("slow receivers over bad lines: exactly once and in order", () => {
    for (const seed of [10, 11]) {
      const { simulation, a, b } = pair(seed, { room: 1_500, ber: 3e-4 });
      const traffic = new Traffic(simulation);
      traffic.drain(b, 3);
      traffic.stream({ board: 0, port: "p", inbox: a }, { messages: 150, inFlight: 10 });
      const over = simulation.run(60_000, () => traffic.isOver && traffic.delivered === 150);
      expect(over, `seed ${seed}`).toBe(true);
      expect(traffic.check(), `seed ${seed}`).toEqual([]);
    }
  });

  test("a message longer than the room passes when nothing else waits", () => {
    const { simulation, a, b } = pair(3, { room: 1_000 });
    const sent = [5_000, 6_000].map((bytes) => simulation.send(0, "p", a, new Uint8Array(bytes)));
    simulation.run(500);
    expect(sent.map(({ state }) => state)).toEqual(["done", "waiting"]);
    b.take();
    simulation.run(500);
    expect(sent[1]?.state).toBe("done");
  });
});

describe("nobody attached", () => {
  test("each message is refused, also over bad lines, and later ones arrive when somebody is", () => {
    for (const ber of [0, 1e-3]) {
      const { simulation, a, b } = pair(4, { ber });
      simulation.board(1).ports.create("kept");
      simulation.board(1).ports.detach("q", b);
      const sent = [1, 600, 3].map((bytes) => simulation.send(0, "p", a, new Uint8Array(bytes)));
      simulation.run(5_000, () => sent.every(({ state }) => state !== "waiting"));
      const codes = sent.map(({ error }) => error?.code);
      expect(codes, `bit errors ${ber}`).toEqual(["no-receiver", "no-receiver", "no-receiver"]);
      simulation.board(1).ports.attach("q", b);
      const late = simulation.send(0, "p", a, Uint8Array.of(7));
      simulation.run(5_000, () => late.state !== "waiting");
      expect(late.state, `bit errors ${ber}`).toBe("done");
      expect(kinds(b)).toEqual(["message"]);
    }
  });
});

describe("the end of a worker", () => {
  test("what it sent arrives first, then closed; sends to it fail with closed", () => {
    for (const ber of [0, 1e-4]) {
      const { simulation, a, b } = pair(5, { owned: true, ber });
      for (let n = 0; n < 20; n++) simulation.send(0, "p", a, new Uint8Array(500).fill(n));
      simulation.board(0).ports.release(a);
      simulation.run(2_000);
      expect(kinds(b)).toEqual([...Array(20).fill("message"), "closed"]);
      const late = simulation.send(1, "q", b, Uint8Array.of(1));
      simulation.run(10);
      expect(late.error).toMatchObject({ code: "closed" });
      expect(simulation.board(0).ports.stats()).toEqual([]);
    }
  });

  test("both ends at once: both are gone, and nothing runs on", () => {
    const { simulation, a, b } = pair(6, { owned: true });
    simulation.send(0, "p", a, new Uint8Array(300));
    simulation.send(1, "q", b, new Uint8Array(300));
    simulation.board(0).ports.release(a);
    simulation.board(1).ports.release(b);
    simulation.run(5_000);
    expect(simulation.clock.pending).toBe(0);
    expect(simulation.boards.map(({ ports }) => ports.connections())).toEqual([[], []]);
  });

  test("a channel can be used again once its connection has ended", () => {
    const { simulation, a, b } = pair(7, { owned: true });
    simulation.board(0).ports.release(a);
    simulation.run(100);
    simulation.board(1).ports.release(b);
    const [c, d] = [simulation.worker(0, ["p"]), simulation.worker(1, ["q"])];
    simulation.connectEnd({ board: 0, port: "p", owner: c }, { board: 1, port: "q" }, 1);
    simulation.connectEnd({ board: 1, port: "q", owner: d }, { board: 0, port: "p" }, 1);
    const sent = simulation.send(0, "p", c, Uint8Array.of(1));
    simulation.run(500);
    expect([sent.state, kinds(d), kinds(b)]).toEqual(["done", ["message"], ["closed"]]);
  });

  test("the two ends of a connection need not be made together", () => {
    const simulation = new Simulation({ seed: 8, boards: 2 });
    const [a, b] = [simulation.worker(0, ["p"]), simulation.worker(1, ["q"])];
    simulation.connectEnd({ board: 0, port: "p" }, { board: 1, port: "q" }, 1);
    const sent = simulation.send(0, "p", a, Uint8Array.of(1));
    simulation.run(1_500);
    expect(sent.state).toBe("waiting");
    simulation.connectEnd({ board: 1, port: "q" }, { board: 0, port: "p" }, 1);
    simulation.run(300);
    expect([sent.state, kinds(b), kinds(a)]).toEqual(["done", ["message"], []]);
  });
});

describe("ports and connections that go while they are used", () => {
  test("removing a port fails what waits, tells its workers, and closes the far end", () => {
    const { simulation, a, b } = pair(9, { room: 300 });
    const sent = [1, 2, 3].map(() => simulation.send(0, "p", a, new Uint8Array(250)));
    simulation.run(100);
    simulation.board(0).ports.remove("p");
    simulation.run(10);
    expect(sent.map(({ error }) => error?.code)).toEqual([
      undefined,
      "no-such-port",
      "no-such-port",
    ]);
    expect(kinds(a)).toEqual(["no-such-port"]);
    // What was sent before still arrives.
    const arrived: string[] = [];
    for (let i = 0; i < 10; i++) {
      arrived.push(...kinds(b));
      simulation.run(600);
    }
    expect(arrived).toEqual(["message", "message", "message", "closed"]);
  });

  test("disconnecting closes both ends", () => {
    const { simulation, a, b } = pair(10);
    simulation.board(0).ports.disconnect("c1");
    simulation.run(100);
    expect([kinds(a), kinds(b)]).toEqual([["closed"], ["closed"]]);
    const late = simulation.send(1, "q", b, Uint8Array.of(1));
    simulation.run(10);
    expect(late.error).toMatchObject({ code: "closed" });
  });

  test("new routes under load change paths only", () => {
    const seed = 12;
    const simulation = new Simulation({ seed, boards: 5 });
    const traffic = allPairs(simulation, { messages: 40, pauseMs: 2 });
    for (const topology of ["ring", "full", "ring", "full"] as const) {
      simulation.run(25);
      simulation.configure(topology);
    }
    const over = simulation.run(30_000, () => traffic.isOver);
    expect(over, `seed ${seed}`).toBe(true);
    expect(traffic.check(), `seed ${seed}`).toEqual([]);
    expect(traffic.streams.flatMap(({ errors }) => [...errors])).toEqual([]);
    const forwarded = simulation.boards.flatMap(({ links }) => links.stats());
    expect(forwarded.some((stats) => stats.forwarded > 0)).toBe(true);
  });

  test("a node that leaves the network fails its senders at once", () => {
    const { simulation, a } = pair(13);
    simulation.allCables({ cut: true });
    const sent = simulation.send(0, "p", a, Uint8Array.of(1));
    simulation.board(0).links.configure({ address: 1, peers: [] });
    simulation.run(1);
    expect(sent.error).toMatchObject({ code: "unreachable" });
    expect(sent.error?.message).toContain('"b1"');
  });
});

describe("a worker that ends as soon as it has what it waited for", () => {
  test("leaves no sender in doubt, though acknowledgements are lost", () => {
    const seeds = Array.from({ length: 40 }, (_, i) => 500 + i);
    for (const seed of seeds) {
      const { simulation, a, b } = pair(seed, { ber: 1e-3, owned: true });
      const sent = simulation.send(0, "p", a, new Uint8Array(300).fill(7));
      for (let waited = 0; b.queued === 0 && waited < 5_000; waited++) simulation.run(1);
      simulation.board(1).ports.release(b);
      simulation.run(3_000);
      expect(`seed ${seed}: ${sent.error?.code ?? sent.state}`).toBe(`seed ${seed}: done`);
    }
  });
});
