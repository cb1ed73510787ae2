import { beforeEach, describe, expect, it } from "vitest";
import { EventLog } from "../../../lua-runtime/src/root/event-log.ts";
import { ManualHost } from "../../support/manual-host.ts";

const output = (text: string) => ({ type: "output", worker: 1, stream: "out", text }) as const;

describe("event log", () => {
  let host: ManualHost;
  let log: EventLog;
  const read = (after: number, waitMs = 0, maxBytes = 10_000, reader = "s") =>
    log.read({ reader, after, waitMs, maxBytes, bootId: "b" });

  beforeEach(() => {
    host = new ManualHost();
    log = new EventLog({ host, limitBytes: 1_000 });
  });

  it("answers at once what is there, numbered from 1", async () => {
    log.append(output("a"));
    log.append(output("b"));
    const answer = await read(0);
    expect(answer.events.map((e) => [e.seq, e.type === "output" && e.text])).toEqual([
      [1, "a"],
      [2, "b"],
    ]);
    expect(answer).toMatchObject({ last: 2, dropped: 0, bootId: "b" });
    expect((await read(1)).events).toHaveLength(1);
  });

  it("waits for the first news and takes along what follows in the same turn", async () => {
    const waiting = read(0, 1_000);
    await host.advance(10);
    log.append(output("a"));
    log.append(output("b"));
    await host.settle();
    expect((await waiting).events).toHaveLength(2);
    expect(host.timers).toBe(0);
  });

  it("ends a wait without news after its time", async () => {
    const waiting = read(0, 500);
    await host.advance(500);
    expect(await waiting).toMatchObject({ events: [], last: 0 });
  });

  it("cuts an answer at its size and goes on from there", async () => {
    for (let i = 0; i < 8; i++) log.append(output(`line ${i}`));
    const texts: string[] = [];
    let last = 0;
    for (let polls = 0; polls < 8; polls++) {
      const answer = await read(last, 0, 200);
      last = answer.last;
      texts.push(...answer.events.map((e) => (e.type === "output" ? e.text : "")));
    }
    expect(texts).toEqual(Array.from({ length: 8 }, (_, i) => `line ${i}`));
  });

  it("drops the oldest when nobody reads, and says how many", async () => {
    for (let i = 0; i < 100; i++) log.append(output(`line ${i}`));
    const answer = await read(0);
    expect(answer.dropped).toBeGreaterThan(80);
    expect(answer.events[0]?.seq).toBe(answer.dropped + 1);
    expect(answer.last).toBe(100);
    expect(log.range.dropped).toBe(answer.dropped);
  });

  it("holds writers back while a reader is behind, until it has read", async () => {
    await read(0);
    let written = 0;
    while (log.hasRoom()) log.append(output(`line ${written++}`));
    let room = false;
    log.onRoom(() => {
      room = true;
    });
    const answer = await read(0);
    expect(room).toBe(false);
    expect(answer.dropped).toBe(0);
    expect(answer.events).toHaveLength(written);
    await read(answer.last);
    expect(room).toBe(true);
  });

  it("loses nothing of a flood after a long quiet while a reader waits", async () => {
    const waiting = read(0, 10_000);
    await host.advance(6_000);
    let written = 0;
    while (written < 100 && log.hasRoom()) log.append(output(`line ${written++}`));
    await host.settle();
    const answer = await waiting;
    expect(answer.dropped).toBe(0);
    expect(answer.events).toHaveLength(written);
    expect(log.hasRoom()).toBe(false);
  });

  it("counts a reader as gone some time after its wait", async () => {
    const waiting = read(0, 10_000);
    await host.advance(10_000);
    await waiting;
    await host.advance(4_000);
    while (log.hasRoom()) log.append(output("x"));
    await host.advance(2_000);
    expect(log.hasRoom()).toBe(true);
  });

  it("lets writers go on when the reader is gone", async () => {
    await read(0);
    while (log.hasRoom()) log.append(output("x"));
    let room = false;
    log.onRoom(() => {
      room = true;
    });
    await host.advance(11_000);
    expect(room).toBe(true);
  });
});
