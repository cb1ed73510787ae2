import { describe, expect, it } from "vitest";
import { VnetosError } from "#protocol";
import { ManualHost } from "../../support/manual-host.ts";
import { onBench, outputOf } from "./worker-bench.ts";

describe("the life of a worker", () => {
  it("is ready until it is started, runs, waits, and ends", async () => {
    const host = new ManualHost();
    const { worker } = onBench("__vnetos.sleep(100)", { host });
    await host.settle();
    expect(worker.state).toBe("ready");
    worker.start();
    expect(worker.state).toBe("running");
    await host.settle();
    expect(worker.state).toBe("waiting");
    await host.advance(99);
    expect(worker.state).toBe("waiting");
    await host.advance(1);
    expect(worker.status()).toMatchObject({ state: "ended", exit: { status: "ok" } });
  });

  it("is not started twice", () => {
    const { worker } = onBench("");
    worker.start();
    expect(() => worker.start()).toThrow(VnetosError);
    worker.kill();
  });

  it("is refused when it does not load", () => {
    expect(() => onBench("local = 1")).toThrow(
      expect.objectContaining({
        code: "program-refused",
        message: expect.stringContaining("program:1:"),
      }),
    );
  });

  it("fails with message and traceback", async () => {
    const { worker, ended } = onBench("local function f()\n  error('boom')\nend\nf()");
    worker.start();
    await ended;
    expect(worker.status().exit).toEqual({
      status: "failed",
      error: {
        code: "program-error",
        message: "program:2: boom",
        traceback: expect.stringMatching(/program:2: in .*\n.*program:4: in main chunk/s),
      },
    });
  });

  it("fails with what an Error of TypeScript says", async () => {
    const { worker, ended } = onBench(
      "local Error = {name = 'RangeError'} Error.__index = Error error(setmetatable({message = 'm', stack = 'where'}, Error))",
    );
    worker.start();
    await ended;
    expect(worker.status().exit?.error).toEqual({
      code: "program-error",
      message: "RangeError: m",
      traceback: "where",
    });
  });

  it("killed while it waits, gives all back", async () => {
    const host = new ManualHost();
    const { worker, ports, ended } = onBench("__vnetos.sleep(1e15)", { host });
    worker.start();
    await host.settle();
    expect(host.timers).toBe(1);
    worker.kill("enough");
    await ended;
    expect(host.timers).toBe(0);
    expect(ports.calls).toEqual(["release"]);
    expect(worker.status().exit).toEqual({
      status: "killed",
      error: { code: "killed", message: "enough" },
    });
  });

  it("killed before it was started, or twice, ends once", async () => {
    const { worker, ended } = onBench("print(1)");
    worker.kill();
    worker.kill("again");
    await ended;
    expect(worker.status().exit?.error?.message).not.toBe("again");
  });

  it("killed from within its own slice, ends after it", async () => {
    const bench = onBench("while true do print('x') end");
    bench.sink.write = () => {
      bench.worker.kill();
      return true;
    };
    bench.worker.start();
    await bench.ended;
    expect(bench.worker.status().exit?.status).toBe("killed");
  });

  it("ends when its CPU time is used up", async () => {
    const { worker, ended } = onBench("while true do end", { cpuMs: 20 });
    worker.start();
    await ended;
    expect(worker.status()).toMatchObject({
      exit: {
        status: "failed",
        error: { code: "out-of-time", message: expect.stringContaining("20 ms") },
      },
    });
    expect(worker.status().cpuMs).toBeGreaterThanOrEqual(20);
  });

  it("tells its memory", async () => {
    const { worker } = onBench("kept = ('x'):rep(500000) __vnetos.sleep(1e9)");
    worker.start();
    while (worker.state !== "waiting") await new Promise((resolve) => setTimeout(resolve, 1));
    const { memory } = worker.status();
    expect(memory.used).toBeGreaterThan(500_000);
    expect(memory).toMatchObject({ peak: memory.used, budget: 2_097_152 });
    worker.kill();
  });
});

describe("output", () => {
  it("of one slice travels together, streams apart and in order", async () => {
    const bench = onBench(
      "print(1) print(2) __vnetos.write('err', 'e') __vnetos.write('out', '3') print('')",
    );
    await outputOf(bench);
    expect(bench.sink.events).toEqual([
      { stream: "out", text: "1\n2\n" },
      { stream: "err", text: "e" },
      { stream: "out", text: "3\n" },
    ]);
  });

  it("is cut into events between characters", async () => {
    const bench = onBench("print(('ä'):rep(10000))");
    await outputOf(bench);
    expect(bench.sink.text()).toBe(`${"ä".repeat(10_000)}\n`);
    expect(bench.sink.events.length).toBeGreaterThan(2);
  });

  it("that is no UTF-8 becomes replacement characters", async () => {
    expect(await outputOf(onBench("print('a\\255b')"))).toBe("a\ufffdb\n");
  });

  it("waits while the sink is full, and loses nothing", async () => {
    const bench = onBench("for i = 1, 2000 do print(i) end");
    bench.sink.room = 1;
    bench.worker.start();
    while (bench.worker.state !== "waiting") await new Promise((resolve) => setTimeout(resolve, 1));
    expect(bench.worker.status().exit).toBeUndefined();
    bench.sink.makeRoom();
    await bench.ended;
    expect(bench.sink.text()).toBe(Array.from({ length: 2_000 }, (_, i) => `${i + 1}\n`).join(""));
  });

  it("files go in parts, in order with text", async () => {
    const bench = onBench(
      "print(__vnetos.file('a.txt', 'YQ==', false)) print(__vnetos.file('a.txt', '', true)) print(__vnetos.file('b', ('A'):rep(60000), true))",
    );
    expect(await outputOf(bench)).toContain('nil\ttoo-large\tfile "b"');
    expect(bench.sink.files).toEqual([
      { name: "a.txt", base64: "YQ==", last: false },
      { name: "a.txt", base64: "", last: true },
    ]);
  });
});

describe("input", () => {
  it("comes in parts, then ends", async () => {
    const bench = onBench("repeat local t = __vnetos.input(-1) print(t) until t == nil");
    bench.worker.start();
    const taken: unknown[] = [];
    bench.worker.input("one", false, (error) => taken.push(error));
    bench.worker.input("two", true, (error) => taken.push(error));
    bench.worker.input("three", false, (error) => taken.push(error?.code));
    await bench.ended;
    expect(bench.sink.text()).toBe("one\ntwo\nnil\n");
    expect(taken).toEqual([undefined, undefined, "conflict"]);
  });

  it("can be waited for", async () => {
    const host = new ManualHost();
    const bench = onBench(
      "print(__vnetos.input(50)) print(__vnetos.input(0)) print(__vnetos.input(-1))",
      { host },
    );
    bench.worker.start();
    await host.advance(50);
    expect(bench.worker.state).toBe("waiting");
    bench.worker.input("late", false, () => undefined);
    await host.settle();
    expect(bench.sink.text()).toBe(
      "nil\ttimeout\tno input within 50 ms\nnil\ttimeout\tno input within 0 ms\nlate\n",
    );
  });

  it("holds its writers back while nobody reads, and lets them go when the worker ends", () => {
    const { worker } = onBench("");
    const taken: (string | undefined)[] = [];
    const write = () => worker.input("x".repeat(40_000), false, (error) => taken.push(error?.code));
    write();
    write();
    write();
    expect(taken).toEqual([undefined, undefined]);
    worker.kill();
    expect(taken).toEqual([undefined, undefined, "closed"]);
    write();
    expect(taken.at(-1)).toBe("closed");
  });
});

describe("the world", () => {
  it("is told to the program", async () => {
    const world = { run: "r1", rank: 1, nodes: ["a", "b"] };
    const lua =
      "local v = __vnetos print(v.node, v.run, v.rank, v.size, v.nodes[2], v.args[1], #v.args)";
    expect(await outputOf(onBench(lua, { world, args: ["x", "y"] }))).toBe(
      "b0\tr1\t1.0\t2.0\tb\tx\t2\n",
    );
  });

  it("is one node when there is none", async () => {
    const lua = "local v = __vnetos print(v.run == '', v.rank, v.size, v.nodes[1], #v.args)";
    expect(await outputOf(onBench(lua))).toBe("true\t0.0\t1.0\tb0\t0\n");
  });

  it("has time and chance", async () => {
    const host = new ManualHost();
    const bench = onBench(
      "local t = __vnetos.now() __vnetos.sleep(20) print(__vnetos.now() - t) print(__vnetos.random32() ~= __vnetos.random32()) __vnetos.sleep(0/0)",
      { host },
    );
    bench.worker.start();
    await host.advance(20);
    expect(bench.sink.text()).toBe("20.0\ntrue\n");
  });
});
