import { describe, expect, it } from "vitest";
import { VnetosError } from "#protocol";
import { ManualHost } from "../../support/manual-host.ts";
import { onBench } from "./worker-bench.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

/** Starts the program under a clock that stands still. */
async function started(lua: string) {
  const host = new ManualHost();
  const bench = onBench(lua, { host });
  bench.worker.start();
  await host.settle();
  return { ...bench, host };
}

describe("receive", () => {
  it("takes what is there, of the wanted ports only", async () => {
    const host = new ManualHost();
    const { worker, inbox, sink } = onBench(
      "print(__vnetos.receive({'b'}, 0)) print(__vnetos.receive(nil, 0)) print(__vnetos.receive(nil, 0))",
      { host },
    );
    inbox.put({ kind: "message", port: "a", text: bytes("1") });
    inbox.put({ kind: "message", port: "b", text: bytes("2") });
    worker.start();
    await host.advance(0);
    expect(sink.text()).toBe(
      "message\tb\t2\nmessage\ta\t1\nnil\ttimeout\tnothing arrived within 0 ms\n",
    );
  });

  it("waits for the wanted port, whatever arrives elsewhere", async () => {
    const { inbox, sink, host, worker } = await started("print(__vnetos.receive({'b', 'c'}, -1))");
    inbox.put({ kind: "message", port: "a", text: bytes("1") });
    await host.settle();
    expect(worker.state).toBe("waiting");
    inbox.put({ kind: "message", port: "c", text: bytes("3") });
    await host.settle();
    expect(sink.text()).toBe("message\tc\t3\n");
  });

  it("gives faults and ends", async () => {
    const { inbox, sink, host } = await started(
      "print(__vnetos.receive(nil, -1)) print(__vnetos.receive(nil, -1))",
    );
    inbox.put({
      kind: "fault",
      port: "a",
      error: { code: "unreachable", message: "b2 is silent" },
    });
    inbox.put({ kind: "closed", port: "a" });
    await host.settle();
    expect(sink.text()).toBe("fault\ta\tunreachable b2 is silent\nclosed\ta\t\n");
  });

  it("ends in time", async () => {
    const { sink, host } = await started("print(__vnetos.receive({'a'}, 30))");
    await host.advance(29);
    expect(sink.text()).toBe("");
    await host.advance(1);
    expect(sink.text()).toBe("nil\ttimeout\tnothing arrived on a within 30 ms\n");
  });

  it("works inside coroutines and pcall, many times", async () => {
    const { inbox, sink, host } = await started(`
      local next = coroutine.wrap(function()
        while true do
          local ok, kind, port, text = pcall(__vnetos.receive, nil, -1)
          coroutine.yield(text)
        end
      end)
      for i = 1, 3 do print(next()) end`);
    for (const text of ["x", "y", "z"]) {
      inbox.put({ kind: "message", port: "a", text: bytes(text) });
      await host.settle();
    }
    expect(sink.text()).toBe("x\ny\nz\n");
  });

  it("carries any bytes", async () => {
    const { inbox, sink, host } = await started(
      "local _, _, text = __vnetos.receive(nil, -1) print(text:byte(1, -1))",
    );
    inbox.put({ kind: "message", port: "a", text: Uint8Array.of(0, 255, 10) });
    await host.settle();
    expect(sink.text()).toBe("0\t255\t10\n");
  });

  it("refuses a list of anything but texts", async () => {
    const { sink } = await started("print(pcall(__vnetos.receive, {{}}, 0))");
    expect(sink.text()).toContain("table of strings expected");
  });
});

describe("send", () => {
  it("waits until the message was delivered", async () => {
    const { ports, sink, host, worker } = await started("print(__vnetos.send('a', 'hello', -1))");
    expect(worker.state).toBe("waiting");
    expect(ports.sends[0]).toMatchObject({ port: "a", text: "hello" });
    ports.sends[0]?.done();
    await host.settle();
    expect(sink.text()).toBe("true\n");
  });

  it("fails with the error of the ports", async () => {
    const { ports, sink, host } = await started("print(__vnetos.send('a', 'hello', -1))");
    ports.sends[0]?.done({ code: "no-receiver", message: "nobody" });
    await host.settle();
    expect(sink.text()).toBe("nil\tno-receiver\tnobody\n");
  });

  it("stops waiting in time", async () => {
    const { ports, sink, host } = await started("print(__vnetos.send('a', 'hello', 10))");
    await host.advance(10);
    expect(sink.text()).toBe(
      'nil\ttimeout\tport "a": the message was not delivered within 10 ms\n',
    );
    expect(ports.calls).toContain("cancel a");
  });

  it("is given up when the worker is killed", async () => {
    const { ports, worker } = await started("__vnetos.send('a', 'hello', -1)");
    worker.kill();
    expect(ports.calls).toEqual(["cancel a", "release"]);
  });
});

describe("post and wait", () => {
  it("several messages are under way at once", async () => {
    const { ports, sink, host } = await started(`
      local a, b = __vnetos.post('a', '1'), __vnetos.post('b', '2')
      print(__vnetos.wait(b, -1)) print(__vnetos.wait(a, -1)) print(__vnetos.wait(a, -1))`);
    expect(ports.sends.map((send) => send.port)).toEqual(["a", "b"]);
    ports.sends[0]?.done({ code: "closed", message: "gone" });
    ports.sends[1]?.done();
    await host.settle();
    expect(sink.text()).toBe("true\nnil\tclosed\tgone\nnil\tnot-found\tno ticket 1\n");
  });

  it("a ticket whose wait was too short is kept", async () => {
    const { ports, sink, host } = await started(
      "local t = __vnetos.post('a', '1') print(__vnetos.wait(t, 5)) print(__vnetos.wait(t, -1))",
    );
    await host.advance(5);
    ports.sends[0]?.done();
    await host.settle();
    expect(sink.text()).toBe("nil\ttimeout\tticket 1: not delivered within 5 ms\ntrue\n");
  });

  it("receive tells that one that it watches is settled, but takes messages first", async () => {
    const { ports, inbox, sink, host } = await started(`
      local a, b = __vnetos.post('a', '1'), __vnetos.post('b', '2')
      for i = 1, 3 do print(__vnetos.receive({'c'}, -1, {a, b})) end
      print(__vnetos.wait(a, 0)) print(__vnetos.wait(b, 0))
      print(__vnetos.receive({'c'}, 5, {b}))`);
    inbox.put({ kind: "message", port: "c", text: bytes("3") });
    await host.settle();
    expect(sink.text()).toBe("message\tc\t3\n");
    ports.sends[0]?.done();
    await host.settle();
    const late = "nil\ttimeout\tticket 2: not delivered within 0 ms\n";
    const sent = "sent\t\t\n";
    expect(sink.text()).toBe(`message\tc\t3\n${sent}${sent}true\n${late}`);
    await host.advance(5);
    expect(sink.text().endsWith("nil\ttimeout\tnothing arrived on c within 5 ms\n")).toBe(true);
  });

  it("receive refuses tickets that are no numbers", async () => {
    const { sink } = await started("print(pcall(__vnetos.receive, {'c'}, 0, {{}}))");
    expect(sink.text()).toContain("table of numbers expected");
  });

  it("there is a limit", async () => {
    const { sink, host } = await started(
      "for i = 1, 4096 do __vnetos.post('a', '1') end print(__vnetos.post('a', '1'))",
    );
    await host.settle();
    expect(sink.text()).toBe("nil\tlimit-reached\t4096 posted messages were not waited for\n");
  });
});

describe("attach and detach", () => {
  it("go to the ports", async () => {
    const { ports, sink } = await started(
      "print(__vnetos.attach('a')) print(__vnetos.detach('a'))",
    );
    expect(ports.calls.slice(0, 2)).toEqual(["attach a", "detach a"]);
    expect(sink.text()).toBe("true\ntrue\n");
  });

  it("tell why they are refused", async () => {
    const host = new ManualHost();
    const { worker, ports, sink } = onBench("print(__vnetos.attach('a b'))", { host });
    ports.attach = () => {
      throw new VnetosError("bad-request", 'port "a b": no name');
    };
    worker.start();
    await host.settle();
    expect(sink.text()).toBe('nil\tbad-request\tport "a b": no name\n');
  });

  it("want a text", async () => {
    const { sink } = await started("print(pcall(__vnetos.attach, {}))");
    expect(sink.text()).toContain("string expected, got table");
  });
});
