import { describe, expect, test } from "vitest";
import { DEFAULT_LIMITS } from "#protocol";
import { type Inbox, PortTable } from "../../../lua-runtime/src/ports/index.ts";
import { Simulation } from "../../support/simulation.ts";

const one = Uint8Array.of(1);
const two = Uint8Array.of(2);

function board() {
  const simulation = new Simulation({ seed: 1, boards: 2 });
  const { ports } = simulation.board(0);
  return { simulation, ports };
}

/** What a worker has in its inbox, in few words. */
function contents(inbox: Inbox): string[] {
  const all: string[] = [];
  for (let next = inbox.take(); next !== undefined; next = inbox.take()) {
    if (next.kind === "message") all.push(`${next.port}:${[...next.text].join(",")}`);
    else all.push(`${next.port}:${next.kind === "fault" ? next.error.code : next.kind}`);
  }
  return all;
}

describe("workers on one port", () => {
  test("a message goes to all others that are attached", () => {
    const { simulation } = board();
    const [a, b, c] = [0, 0, 0].map(() => simulation.worker(0, ["p"])) as [Inbox, Inbox, Inbox];
    const sent = simulation.send(0, "p", b, one);
    expect(sent.state, "never before send has returned").toBe("waiting");
    simulation.run(0);
    expect(sent.state).toBe("done");
    expect([a, b, c].map(contents)).toEqual([["p:1"], [], ["p:1"]]);
  });

  test("the fullest inbox holds the sender back, and order is kept", () => {
    const { simulation, ports } = board();
    const sender = simulation.worker(0, []);
    const [wide, narrow] = [simulation.worker(0, ["p"]), simulation.worker(0, ["p"], 100)];
    const sent = [1, 2, 3].map((n) => simulation.send(0, "p", sender, Uint8Array.of(n)));
    simulation.run(10);
    expect(sent.map(({ state }) => state)).toEqual(["done", "waiting", "waiting"]);
    expect(ports.stats()).toMatchObject([{ name: "p", queued: 4, messagesOut: 3, messagesIn: 1 }]);
    expect(contents(narrow)).toEqual(["p:1", "p:2", "p:3"]);
    simulation.run(10);
    expect(sent.map(({ state }) => state)).toEqual(["done", "done", "done"]);
    expect(contents(wide)).toEqual(["p:1", "p:2", "p:3"]);
  });

  test("cancelling stops the wait, not the message", () => {
    const { simulation } = board();
    const [a, b] = [simulation.worker(0, ["p"]), simulation.worker(0, ["p"], 100)];
    simulation.send(0, "p", a, one);
    const sent = simulation.send(0, "p", a, two);
    sent.cancel();
    expect(contents(b)).toEqual(["p:1", "p:2"]);
    simulation.run(10);
    expect(sent.state).toBe("waiting");
  });

  test("one that detaches is waited for no more; the last one leaves no receiver", () => {
    const { simulation, ports } = board();
    const a = simulation.worker(0, ["p"]);
    const [full, free] = [simulation.worker(0, ["p"], 100), simulation.worker(0, ["p"])];
    const sent = [one, two].map((text) => simulation.send(0, "p", a, text));
    ports.detach("p", full);
    simulation.run(10);
    expect(sent.map(({ state }) => state)).toEqual(["done", "done"]);
    ports.detach("p", free);
    const late = simulation.send(0, "p", a, one);
    simulation.run(10);
    expect(late.error).toMatchObject({ code: "no-receiver" });
    expect(late.error?.message).toContain('"p"');
  });
});

describe("names and limits", () => {
  test("names are checked, known ports stay, unknown ones are not removed", () => {
    const { ports, simulation } = board();
    const inbox = simulation.worker(0, []);
    ports.create("p");
    ports.create("p");
    expect(() => ports.create("-p")).toThrow(/"-p"/);
    expect(() => ports.attach("a b", inbox)).toThrow(/"a b"/);
    expect(() => ports.remove("q")).toThrow(/"q"/);
    expect(() => ports.detach("p", inbox)).toThrow(/not attached/);
    const remote = { node: "b1", port: "q" };
    expect(() => ports.connect("c", { port: "p", remote, channel: 0 })).toThrow(/channel 0/);
    expect(() => ports.connect("c/", { port: "p", remote, channel: 1 })).toThrow(/"c\/"/);
    const lost = { node: "nowhere", port: "q" };
    expect(() => ports.connect("c", { port: "x", remote: lost, channel: 1 })).toThrow(/"nowhere"/);
    expect(ports.stats().map(({ name }) => name)).toEqual(["p"]);
    ports.connect("c", { port: "p", remote, channel: 1 });
    expect(() => ports.connect("c", { port: "p", remote, channel: 2 })).toThrow(/"c" exists/);
    expect(() => ports.connect("d", { port: "p", remote, channel: 1 })).toThrow(/channel 1/);
    expect(() => ports.disconnect("e")).toThrow(/"e"/);
  });

  test("no more ports and connections than the limits", () => {
    const { simulation } = board();
    const { links } = simulation.board(0);
    const limits = { ...DEFAULT_LIMITS, ports: 2, connections: 1 };
    const host = simulation.clock.host(simulation.random);
    const ports = new PortTable({ name: "b0", host, links, limits });
    ports.create("a");
    ports.create("b");
    expect(() => ports.create("c")).toThrow(/all 2 are in use/);
    const remote = { node: "b1", port: "q" };
    ports.connect("c1", { port: "a", remote, channel: 1 });
    expect(() => ports.connect("c2", { port: "a", remote, channel: 2 })).toThrow(/all 1 are/);
  });

  test("a send on a port that is not there, or that leads nowhere, fails", () => {
    const { simulation, ports } = board();
    const inbox = simulation.worker(0, ["p"]);
    const sent = ["nowhere", "p"].map((port) => simulation.send(0, port, inbox, one));
    simulation.run(0);
    expect(sent.map(({ error }) => error?.code)).toEqual(["no-such-port", "no-receiver"]);
    ports.release(inbox);
    expect(ports.stats()).toEqual([]);
  });
});

describe("connections within a node", () => {
  const tie = { port: "p", remote: { node: "b0", port: "q" }, channel: 0 };
  const back = { port: "q", remote: { node: "b0", port: "p" }, channel: 0 };

  for (const [title, both] of [
    ["made from one side", false],
    ["made from both sides", true],
  ] as const) {
    test(`${title}: each message arrives once, both ways`, () => {
      const { simulation, ports } = board();
      const [a, b] = [simulation.worker(0, ["p"]), simulation.worker(0, ["q"])];
      ports.connect("c1", tie);
      if (both) ports.connect("c2", back);
      const sent = [simulation.send(0, "p", a, one), simulation.send(0, "q", b, two)];
      simulation.run(1);
      expect(sent.map(({ state }) => state)).toEqual(["done", "done"]);
      expect([contents(a), contents(b)]).toEqual([["p:2"], ["q:1"]]);
    });
  }

  test("a message over a connection goes on to no other connection", () => {
    const { simulation, ports } = board();
    const [a, c] = [simulation.worker(0, ["p"]), simulation.worker(0, ["r"])];
    const b = simulation.worker(0, ["q"]);
    ports.connect("c1", tie);
    ports.connect("c2", { port: "q", remote: { node: "b0", port: "r" }, channel: 0 });
    simulation.send(0, "p", a, one);
    simulation.run(1);
    expect([contents(b), contents(c)]).toEqual([["q:1"], []]);
  });

  test("the far port may come later; without it the send ends in no-such-port", () => {
    const { simulation, ports } = board();
    const a = simulation.worker(0, ["p"]);
    ports.connect("c1", tie);
    const first = simulation.send(0, "p", a, one);
    simulation.run(1_000);
    const b = simulation.worker(0, ["q"]);
    simulation.run(1);
    expect([first.state, contents(b)]).toEqual(["done", ["q:1"]]);
    ports.release(b);
    const second = simulation.send(0, "p", a, two);
    simulation.run(3_000);
    expect(second.error).toMatchObject({ code: "no-such-port" });
  });

  test("when its worker ends, the other side sees closed", () => {
    const { simulation, ports } = board();
    const [a, b] = [simulation.worker(0, ["p"]), simulation.worker(0, ["q"])];
    ports.connect("c1", tie, a);
    ports.connect("c2", back, b);
    simulation.send(0, "p", a, one);
    ports.release(a);
    expect(contents(b)).toEqual(["q:1", "q:closed"]);
    const late = simulation.send(0, "q", b, two);
    simulation.run(1);
    expect(late.error).toMatchObject({ code: "closed" });
    expect(ports.connections()).toMatchObject([{ id: "c2", state: "closed" }]);
  });
});
