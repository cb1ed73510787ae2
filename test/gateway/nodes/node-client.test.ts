import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { NodeClient } from "#nodes";
import { FakeNode } from "../../support/fake-node.ts";
import { SimulatedClock } from "../../support/fake-node-clock.ts";
import { FakeNodeTransport, type Fault } from "../../support/fake-node-transport.ts";

async function setUp(bodyBytes = 65_536) {
  const clock = new SimulatedClock();
  const node = new FakeNode({ clock, bodyBytes });
  const transport = new FakeNodeTransport(node, clock);
  const client = new NodeClient({ transport, clock });
  await client.info();
  await client.openSession({ nmp: 1, client: "test" });
  return { clock, node, transport, client };
}

/** Answers in turn, then "none". */
function faults(...list: Fault[]): () => Fault {
  return () => list.shift() ?? "none";
}

async function finish<T>(clock: SimulatedClock, work: Promise<T>): Promise<T> {
  let over = false;
  const watched = work.finally(() => {
    over = true;
  });
  watched.catch(() => undefined);
  await clock.runUntil(() => over);
  return await watched;
}

function hashOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

describe("commands", () => {
  test.each<[string, Fault[]]>([
    ["arrive late", ["before", "before", "before"]],
    ["lose their answers", ["after", "after", "after"]],
    ["meet both", ["after", "before", "after", "before"]],
  ])("that %s are executed once", async (_, list) => {
    const { clock, node, transport, client } = await setUp();
    transport.nextFault = faults(...list);
    const worker = await finish(clock, client.createWorker({ name: "w", shell: true }));
    expect(worker.id).toBe(1);
    expect(node.executed).toEqual(["create w"]);
  });

  test("two of the same kind are two", async () => {
    const { node, client } = await setUp();
    await client.kill(1);
    await client.kill(1);
    expect(node.executed).toEqual(["killWorker 1", "killWorker 1"]);
  });

  test("to a node that stays away end as unreachable after a bounded number of tries", async () => {
    const { clock, node, transport, client } = await setUp();
    let tries = 0;
    transport.nextFault = () => {
      tries++;
      return "before";
    };
    await expect(finish(clock, client.kill(1))).rejects.toMatchObject({ code: "unreachable" });
    expect(tries).toBe(5);
    expect(node.executed).toEqual([]);
  });

  test("a lost answer and a session that ended: nobody claims to know whether it was done", async () => {
    const { clock, node, transport } = await setUp();
    const client = new NodeClient({ transport, clock, renew: async () => undefined });
    await client.openSession({ nmp: 1, client: "test" });
    transport.nextFault = faults("after");
    clock.after(1, () => node.expireSessions());
    const fault = await finish(clock, client.kill(1)).catch((error: unknown) => error);
    expect(fault).toMatchObject({ code: "peer-rebooted" });
    expect(String(fault)).toMatch(/DELETE \/nmp\/workers\/1 .*may have been executed/);
    expect(node.executed).toEqual(["killWorker 1"]);
  });

  test("a refusal of the node is told as it came, and not tried again", async () => {
    const { node, client } = await setUp();
    const before = node.requests.length;
    await expect(client.createWorker({ name: "no spaces", shell: true })).rejects.toMatchObject({
      code: "bad-request",
      message: expect.stringMatching(/no spaces/),
    });
    expect(node.requests.length).toBe(before + 1);
  });

  test("a status without an error of NMP is told with the status", async () => {
    const { transport, client } = await setUp();
    transport.request = async () => ({ status: 418, body: Buffer.from("short and stout") });
    await expect(client.stats()).rejects.toMatchObject({ message: expect.stringMatching(/418/) });
  });
});

describe("programs", () => {
  test("a short one travels in one request", async () => {
    const { node, client } = await setUp();
    const program = Buffer.from("print(1)");
    await client.uploadProgram(hashOf(program), program);
    expect([...node.programs.keys()]).toEqual([hashOf(program)]);
    expect(node.requests.filter((request) => request.includes("/programs/"))).toHaveLength(1);
  });

  test("a long one travels in parts, also over a bad line, and not at all the second time", async () => {
    const { clock, node, transport, client } = await setUp(4_096);
    const program = Buffer.alloc(20_000, "abcdefg ");
    transport.nextFault = faults("none", "after", "before", "none", "after", "after");
    await finish(clock, client.uploadProgram(hashOf(program), program));
    expect(Buffer.from(node.programs.get(hashOf(program)) ?? []).equals(program)).toBe(true);
    expect(node.programBytesTaken).toBe(program.length);
    await client.uploadProgram(hashOf(program), program);
    expect(node.programBytesTaken).toBe(program.length);
  });

  test("a long one that is wanted twice at once travels once, and again after a failure", async () => {
    const { clock, node, transport, client } = await setUp(4_096);
    const program = Buffer.alloc(20_000, "abcdefg ");
    const upload = () => client.uploadProgram(hashOf(program), program);
    transport.nextFault = () => "before";
    await expect(finish(clock, upload())).rejects.toMatchObject({ code: "unreachable" });
    transport.nextFault = () => "none";
    await finish(clock, Promise.all([upload(), upload()]));
    expect(Buffer.from(node.programs.get(hashOf(program)) ?? []).equals(program)).toBe(true);
    expect(node.programBytesTaken).toBe(program.length);
  });

  test("one that is not what its name says is not sent", async () => {
    const { node, client } = await setUp();
    const wrong = hashOf(Buffer.from("print(2)"));
    const upload = client.uploadProgram(wrong, Buffer.from("print(1)"));
    await expect(upload).rejects.toMatchObject({ code: "hash-mismatch" });
    expect(node.programBytesTaken).toBe(0);
  });
});

describe("input", () => {
  test.each([
    ["empty", ""],
    ["plain", "one line\n"],
    ["long", "some words and a line feed\n".repeat(2_000)],
    ["of quotes and controls", '"\\\u0001\u001f\t'.repeat(3_000)],
    ["of many scripts", "aß漢𝄞".repeat(3_000)],
  ])("%s arrives whole, whatever the node's limit", async (_, text) => {
    const { node, client } = await setUp(2_048);
    await client.input(1, text, { end: true });
    expect(node.input.get(1)).toEqual({ text, ended: true });
  });

  test("half a character is replaced: UTF-8 cannot carry it", async () => {
    const { node, client } = await setUp();
    await client.input(1, "a\ud800b");
    expect(node.input.get(1)).toEqual({ text: "a\ufffdb", ended: false });
  });

  test("goes on for as long as it is wanted, and is taken once", async () => {
    const { clock, node, transport, client } = await setUp();
    await client.createWorker({ shell: true, name: "w" });
    transport.nextFault = faults(...Array<Fault>(20).fill("after"));
    const { signal } = new AbortController();
    await finish(clock, client.input(1, "once", { end: true, until: signal }));
    expect(node.input.get(1)).toEqual({ text: "once", ended: true });
  });

  test("ends when it is not wanted any more", async () => {
    const { clock, transport, client } = await setUp();
    await client.createWorker({ shell: true, name: "w" });
    transport.nextFault = () => "before";
    const wanted = new AbortController();
    const work = client.input(1, "never", { until: wanted.signal });
    clock.after(60_000, () => wanted.abort());
    await expect(finish(clock, work)).rejects.toThrow();
    expect(clock.now()).toBeLessThan(120_000);
  });
});
