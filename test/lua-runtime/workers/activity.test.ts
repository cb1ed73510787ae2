import { describe, expect, it } from "vitest";
import type { WorkerActivity } from "#protocol";
import { NO_ACTIVITY } from "#protocol";
import { Scheduler } from "../../../lua-runtime/src/workers/index.ts";
import { ManualHost } from "../../support/manual-host.ts";
import { onBench } from "./worker-bench.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

async function started(lua: string) {
  const host = new ManualHost();
  const bench = onBench(lua, { host });
  bench.worker.start();
  await host.settle();
  return { ...bench, host, activity: () => bench.worker.status().activity };
}

const only = (part: Partial<WorkerActivity>) => ({ ...NO_ACTIVITY, ...part });

describe("a worker's activity", () => {
  it("is nothing before its start", async () => {
    const host = new ManualHost();
    const { worker } = onBench("print(1)", { host });
    await host.advance(50);
    expect(worker.status().activity).toEqual(NO_ACTIVITY);
  });

  it("tells sleeping, receiving and input apart, in microseconds, also while they last", async () => {
    const { host, inbox, worker, activity } = await started(
      "__vnetos.sleep(10) __vnetos.receive(nil, -1) __vnetos.input(-1)",
    );
    await host.advance(4);
    expect(activity()).toEqual(only({ sleeping: 4_000 }));
    await host.advance(9);
    inbox.put({ kind: "message", port: "a", text: bytes("12345") });
    await host.advance(7);
    worker.input("", true, () => {});
    await host.settle();
    expect(worker.state).toBe("ended");
    await host.advance(100);
    expect(activity()).toEqual(
      only({ sleeping: 10_000, receiving: 3_000, input: 7_000, messagesIn: 1, bytesIn: 5 }),
    );
  });

  it("counts sending until the message is delivered, and what was delivered only", async () => {
    const { host, ports, activity } = await started(
      "__vnetos.send('a', 'hello', -1) __vnetos.send('a', 'lost', -1) __vnetos.send('a', 'late', 20)",
    );
    await host.advance(5);
    ports.sends[0]?.done();
    await host.advance(6);
    ports.sends[1]?.done({ code: "closed", message: "gone" });
    await host.advance(30);
    expect(activity()).toEqual(only({ sending: 31_000, messagesOut: 1, bytesOut: 5 }));
  });

  it("counts posted messages once delivered, and the wait for them as sending", async () => {
    const { host, ports, activity } = await started(
      "local t = __vnetos.post('a', '123') __vnetos.post('b', '1234') __vnetos.sleep(5) __vnetos.wait(t, -1)",
    );
    ports.sends[1]?.done();
    await host.advance(8);
    ports.sends[0]?.done();
    await host.settle();
    expect(activity()).toEqual(
      only({ sleeping: 5_000, sending: 3_000, messagesOut: 2, bytesOut: 7 }),
    );
  });

  it("does not count what only looks", async () => {
    const { activity } = await started("__vnetos.receive(nil, 0)");
    expect(activity()).toEqual(NO_ACTIVITY);
  });

  it("counts a full output", async () => {
    const { host, sink, worker, activity } = await (async () => {
      const manual = new ManualHost();
      const bench = onBench("print(1) __vnetos.sleep(1) print(2)", { host: manual });
      bench.sink.room = 1;
      bench.worker.start();
      await manual.settle();
      return { ...bench, host: manual, activity: () => bench.worker.status().activity };
    })();
    await host.advance(9);
    sink.makeRoom();
    await host.settle();
    expect(worker.state).toBe("ended");
    expect(activity()).toEqual(only({ sleeping: 1_000, output: 8_000 }));
  });

  it("ends with the worker, also when it is killed in a wait", async () => {
    const { host, worker, activity } = await started("__vnetos.receive(nil, -1)");
    await host.advance(3);
    worker.kill();
    await host.advance(50);
    expect(activity()).toEqual(only({ receiving: 3_000 }));
  });

  it("tells computing from waiting for a turn, and leaves nothing out", async () => {
    const host = new ManualHost();
    // A clock that goes on by a ms at every look: a slice of 3 ms is over after three of them.
    let ticks = 0;
    const ticking = Object.assign(Object.create(host), {
      now: () => host.now() + ticks++,
      after: host.after.bind(host),
      soon: host.soon.bind(host),
      random: host.random.bind(host),
    }) as ManualHost;
    const scheduler = new Scheduler(ticking);
    const loop = "for i = 1, 20000 do end __vnetos.sleep(1000000)";
    const workers = [1, 2].map(() => onBench(loop, { host: ticking, scheduler }).worker);
    const start = ticks;
    for (const worker of workers) worker.start();
    for (let i = 0; i < 100; i++) await host.settle();
    for (const worker of workers) {
      const { computing, queued, sleeping } = worker.status().activity;
      expect(worker.state).toBe("waiting");
      expect(computing).toBeGreaterThan(0);
      expect(queued).toBeGreaterThan(0);
      const life = (computing + queued + sleeping) / 1000;
      expect(life).toBeLessThanOrEqual(ticks - start);
    }
  });
});
