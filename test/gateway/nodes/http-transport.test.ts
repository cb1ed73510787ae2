import type { AddressInfo } from "node:net";
import { createServer, type Server } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import {
  HttpTransport,
  NodeClient,
  NodeSession,
  type SessionNews,
  systemClock,
  transportTo,
} from "#nodes";
import { VnetosError } from "#protocol";
import { FakeNode } from "../../support/fake-node.ts";
import { SimulatedClock } from "../../support/fake-node-clock.ts";
import { serveFakeNode } from "../../support/fake-node-http.ts";

const ending: (() => unknown)[] = [];

afterEach(async () => {
  for (const end of ending.splice(0).reverse()) await end();
});

/** Ten times as fast as the machine's, so that waits between tries are short. */
const quick = {
  ...systemClock,
  after: (ms: number, cb: () => void) => systemClock.after(ms / 10, cb),
};

async function setUp(key?: Uint8Array) {
  const node = new FakeNode({ clock: systemClock, ...(key ? { key } : {}) });
  const served = await serveFakeNode(node);
  ending.push(() => served.close());
  return { node, served };
}

async function until(done: () => boolean): Promise<void> {
  while (!done()) await new Promise((resolve) => setTimeout(resolve, 2));
}

function follow(url: string, key?: Uint8Array) {
  const news: SessionNews[] = [];
  const session = new NodeSession({
    transport: transportTo(url, key),
    client: "test",
    clock: quick,
    onNews: (item) => news.push(item),
  });
  ending.push(() => session.leave());
  const lines = () => news.flatMap((item) => (item.type === "output" ? [item.text] : []));
  return { session, news, lines };
}

describe("addresses", () => {
  test.each([
    ["http://127.0.0.1:8080", "http://127.0.0.1:8080"],
    ["http://127.0.0.1:8080/nmp/info?x", "http://127.0.0.1:8080"],
    ["http://[::1]:99/", "http://[::1]:99"],
  ])("%s is %s", (text, url) => {
    expect(new HttpTransport(text).url).toBe(url);
  });

  test.each(["", "b0", "127.0.0.1:80", "https://node", "file:///etc/passwd"])(
    '"%s" is refused by name',
    (text) => {
      const make = () => new HttpTransport(text);
      expect(make).toThrow(VnetosError);
      expect(make).toThrow(`"${text}"`);
    },
  );
});

describe("over a real socket", () => {
  test("one connection serves many requests, a long poll has its own", async () => {
    const { node, served } = await setUp();
    const transport = new HttpTransport(served.url);
    ending.push(() => transport.close());
    const client = new NodeClient({ transport });
    await client.openSession({ nmp: 1, client: "test" });
    const poll = client.events(0, 20_000);
    for (let i = 1; i <= 10; i++) await client.kill(i);
    expect(node.executed).toHaveLength(10);
    node.say("news");
    expect((await poll).events).toHaveLength(1);
    expect(served.connections()).toBe(2);
  });

  test("commands are executed once though connections drop before and after", async () => {
    const { node, served } = await setUp();
    const { session } = follow(served.url);
    await session.start();
    let count = 0;
    served.nextFault = ({ path }) =>
      path === "/nmp/events"
        ? "none"
        : ((["before", "after", "none"] as const)[count++ % 3] ?? "none");
    const names = ["a", "b", "c", "d"];
    for (const name of names) await session.client.createWorker({ name, shell: true });
    expect(node.executed).toEqual(names.map((name) => `create ${name}`));
  });

  test("no event is lost or repeated when connections drop under way", async () => {
    const { node, served } = await setUp();
    const { session, lines } = follow(served.url);
    await session.start();
    let count = 0;
    served.nextFault = ({ path }) =>
      path === "/nmp/events" && count++ % 3 === 1 ? "after" : "none";
    const said = Array.from({ length: 40 }, (_, i) => `line ${i}`);
    for (const [i, text] of said.entries()) {
      node.say(text);
      if (i % 7 === 0) served.cut();
      if (i % 2 === 0) await new Promise((resolve) => setTimeout(resolve, 3));
    }
    await until(() => lines().length >= said.length);
    expect(lines()).toEqual(said);
  });

  test("a program that begins like JSON is sent as bytes all the same", async () => {
    const { node, served } = await setUp();
    const { session } = follow(served.url);
    await session.start();
    const text = Buffer.from("{}");
    const hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
    await session.client.uploadProgram(hash, text);
    expect(node.programs.has(hash)).toBe(true);
  });
});

describe("faults are named with the address", () => {
  const info = { method: "GET", path: "/nmp/info", query: {}, body: new Uint8Array() } as const;

  async function listen(server: Server): Promise<string> {
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    ending.push(() => server.close());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }

  test("nothing listens", async () => {
    const server = createServer();
    const url = await listen(server);
    await new Promise((resolve) => server.close(resolve));
    await expect(new HttpTransport(url).request(info)).rejects.toMatchObject({
      code: "unreachable",
      message: `node at ${url} does not answer: nothing listens there`,
    });
  });

  test("it listens and says nothing", async () => {
    const url = await listen(createServer((socket) => socket.on("error", () => undefined)));
    const transport = new HttpTransport(url, { answerTimeoutMs: 50 });
    ending.push(() => transport.close());
    await expect(transport.request(info)).rejects.toMatchObject({
      code: "unreachable",
      message: `node at ${url} does not answer: no answer within 0.05 s`,
    });
  });

  test("it says something that is no HTTP", async () => {
    const url = await listen(createServer((socket) => socket.end("SSH-2.0-OpenSSH\r\n")));
    await expect(new HttpTransport(url).request(info)).rejects.toMatchObject({
      code: "unreachable",
    });
  });

  test("it stops in the middle of its answer", async () => {
    const half = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{";
    const url = await listen(createServer((socket) => socket.end(half)));
    await expect(new HttpTransport(url).request(info)).rejects.toMatchObject({
      code: "unreachable",
    });
  });

  test("its answer has no end", async () => {
    const long = `HTTP/1.1 200 OK\r\n\r\n${"x".repeat(3_000)}`;
    const url = await listen(
      createServer((socket) => socket.on("error", () => undefined).write(long)),
    );
    const transport = new HttpTransport(url, { answerBytes: 1_000 });
    await expect(transport.request(info)).rejects.toMatchObject({ code: "too-large" });
  });

  test("closing ends what is under way", async () => {
    const url = await listen(createServer((socket) => socket.on("error", () => undefined)));
    const transport = new HttpTransport(url);
    const request = transport.request(info);
    transport.close();
    await expect(request).rejects.toMatchObject({ code: "closed" });
  });
});

describe("sealed", () => {
  const key = new Uint8Array(32).fill(5);

  test("the same works with a key, also after the node has rebooted", async () => {
    const { node, served } = await setUp(key);
    const { session, news, lines } = follow(served.url, key);
    await session.start();
    await session.client.createPort("p");
    node.say("secret");
    await until(() => lines().length === 1);
    node.reboot();
    served.cut();
    node.say("afterwards");
    await until(() => lines().length === 2);
    await session.client.createPort("q");
    expect(node.executed).toEqual(["createPort p", "createPort q"]);
    expect(news.map(({ type }) => type)).toEqual(["up", "output", "rebooted", "up", "output"]);
    expect(new Set(node.requests)).toEqual(new Set(["POST /nmp/sealed"]));
  });

  test("hundreds of commands at once are all taken, each once", async () => {
    const { node, served } = await setUp(key);
    const { session } = follow(served.url, key);
    await session.start();
    const ids = Array.from({ length: 300 }, (_, i) => i + 1);
    await Promise.all(ids.map((id) => session.client.kill(id)));
    expect(node.executed.sort()).toEqual(ids.map((id) => `killWorker ${id}`).sort());
  });

  test("a wrong key is told as such", async () => {
    const { served } = await setUp(key);
    const { session } = follow(served.url, new Uint8Array(32).fill(6));
    await expect(session.start()).rejects.toMatchObject({ code: "wrong-key" });
  });

  test("a key for a node that has none is not left out", async () => {
    const { node, served } = await setUp();
    const { session } = follow(served.url, key);
    await expect(session.start()).rejects.toMatchObject({ code: "conflict" });
    expect(new Set(node.requests)).toEqual(new Set(["POST /nmp/sealed"]));
  });

  test.each([
    ["no key at all", new Uint8Array(0)],
    ["half a key", new Uint8Array(16).fill(1)],
    ["a key of zeros", new Uint8Array(32)],
  ])("%s is refused before anything is sent", (_, bad) => {
    expect(() => transportTo("http://127.0.0.1:1", bad)).toThrow(VnetosError);
  });

  test.each(["no-session", "unreachable", "conflict"])(
    "a forged %s in the clear moves nothing",
    async (code) => {
      const { served, node } = await setUp(key);
      const { session } = follow(served.url, key);
      await session.start();
      const before = session.client.session;
      const forged = {
        status: 404,
        body: Buffer.from(`{"error":{"code":"${code}","message":"x"}}`),
      };
      const handle = node.handle.bind(node);
      let count = 0;
      node.handle = (request) => (count++ === 0 ? Promise.resolve(forged) : handle(request));
      await expect(session.client.kill(1)).rejects.toBeInstanceOf(VnetosError);
      expect(session.client.session).toBe(before);
    },
  );
});

test("the simulated clock stands still by itself", async () => {
  const clock = new SimulatedClock();
  await expect(clock.runUntil(() => false)).rejects.toThrow(/did not come/);
  expect(clock.now()).toBe(0);
});
