import { afterEach, describe, expect, test } from "vitest";
import { NodeSession, type NodeSessionOptions, type SessionNews } from "#nodes";
import { VnetosError } from "#protocol";
import { FakeNode, type FakeNodeOptions } from "../../support/fake-node.ts";
import { SimulatedClock } from "../../support/fake-node-clock.ts";
import { FakeNodeTransport } from "../../support/fake-node-transport.ts";

const open: NodeSession[] = [];

function setUp(
  node: Omit<FakeNodeOptions, "clock"> = {},
  session: Partial<NodeSessionOptions> = {},
) {
  const clock = new SimulatedClock();
  const fake = new FakeNode({ ...node, clock });
  const transport = new FakeNodeTransport(fake, clock);
  return { clock, fake, ...follow(transport, clock, session), transport };
}

function follow(
  transport: FakeNodeTransport,
  clock: SimulatedClock,
  options: Partial<NodeSessionOptions> = {},
) {
  const news: SessionNews[] = [];
  const session = new NodeSession({
    transport,
    clock,
    client: "test",
    onNews: (item) => news.push(item),
    ...options,
  });
  open.push(session);
  return { news, session, told: () => news.map(short), lines: () => lines(news) };
}

function short(news: SessionNews): string {
  switch (news.type) {
    case "output":
      return news.text;
    case "dropped":
      return `dropped ${news.count}`;
    case "up":
      return news.resumed ? "up again" : "up";
    case "lost":
      return `lost: ${news.error.code}`;
    default:
      return news.type;
  }
}

function lines(news: readonly SessionNews[]): string[] {
  return news.flatMap((item) => (item.type === "output" ? [item.text] : []));
}

afterEach(async () => {
  for (const session of open.splice(0)) await session.leave();
});

describe("following a node", () => {
  test("tells what was kept, then the news as they come", async () => {
    const { clock, fake, session, told } = setUp();
    fake.say("before");
    await session.start();
    await clock.runUntil(() => told().includes("before"));
    fake.say("after");
    await clock.runUntil(() => told().includes("after"));
    expect(told()).toEqual(["up", "before", "after"]);
    expect(session.isUp).toBe(true);
  });

  test("a silent node is asked once a poll, not more", async () => {
    const { clock, fake, session } = setUp({}, { pollWaitMs: 10_000 });
    await session.start();
    await clock.runFor(100_000);
    const polls = fake.requests.filter((request) => request.includes("/nmp/events"));
    expect(polls.length).toBeGreaterThanOrEqual(10);
    expect(polls.length).toBeLessThanOrEqual(11);
  });

  test("a dropped connection alone is nobody's news", async () => {
    const { clock, fake, session, transport, told } = setUp();
    await session.start();
    fake.say("one");
    await clock.runUntil(() => told().includes("one"));
    await clock.runFor(1);
    transport.cut();
    fake.say("two");
    await clock.runUntil(() => told().includes("two"));
    expect(told()).toEqual(["up", "one", "two"]);
  });

  test("a node that stays away is lost once, and up again with what it said in between", async () => {
    const { clock, fake, session, transport, told } = setUp();
    await session.start();
    fake.say("one");
    await clock.runUntil(() => told().includes("one"));
    transport.nextFault = () => "before";
    transport.cut();
    await clock.runFor(20_000);
    fake.say("two");
    transport.nextFault = () => "none";
    await clock.runUntil(() => told().includes("two"));
    expect(told()).toEqual(["up", "one", "lost: unreachable", "up again", "two"]);
  });

  test("tries again after 50..100 ms at first and at least every 2 s", async () => {
    const { clock, session, transport, fake } = setUp();
    const at: number[] = [];
    transport.nextFault = () => {
      at.push(clock.now());
      return "before";
    };
    await session.start().catch(() => undefined);
    await clock.runFor(30_000);
    const gaps = at.slice(1).map((time, i) => time - (at[i] as number));
    expect(gaps[0]).toBeGreaterThanOrEqual(50);
    expect(gaps[0]).toBeLessThanOrEqual(100);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2_000);
    expect(gaps.slice(5).every((gap) => gap >= 1_000)).toBe(true);
    transport.nextFault = () => "none";
    await clock.runUntil(() => session.isUp);
    expect(fake.sessions).toBe(1);
  });

  test("what no longer fitted the log is counted between what came before and after", async () => {
    const { clock, fake, session, transport, told } = setUp({ keepEvents: 3 });
    await session.start();
    fake.say("one");
    await clock.runUntil(() => told().includes("one"));
    transport.nextFault = () => "before";
    transport.cut();
    for (const text of ["2", "3", "4", "5", "6", "7"]) fake.say(text);
    transport.nextFault = () => "none";
    await clock.runUntil(() => told().includes("7"));
    expect(told().filter((item) => !/^(up|lost)/.test(item))).toEqual([
      "one",
      "dropped 3",
      "5",
      "6",
      "7",
    ]);
  });

  test("a listener that throws hears every event once all the same", async () => {
    const faults: unknown[] = [];
    const catcher = (error: unknown) => faults.push(error);
    const others = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    process.on("uncaughtException", catcher);
    try {
      const heard: string[] = [];
      const { clock, fake, session } = setUp(
        {},
        {
          onNews: (news) => {
            heard.push(short(news));
            if (news.type === "output") throw new Error(`cannot take ${news.text}`);
          },
        },
      );
      await session.start();
      fake.say("one");
      fake.say("two");
      await clock.runUntil(() => heard.includes("two"));
      await clock.runFor(1);
      expect(heard).toEqual(["up", "one", "two"]);
      expect(faults.map(String)).toEqual(["Error: cannot take one", "Error: cannot take two"]);
    } finally {
      process.off("uncaughtException", catcher);
      for (const other of others) process.on("uncaughtException", other);
    }
  });
});

describe("a node that starts anew", () => {
  test("is told as rebooted, then up, and its events begin at 1", async () => {
    const { clock, fake, session, transport, news, told } = setUp();
    await session.start();
    fake.say("old");
    await clock.runUntil(() => told().includes("old"));
    const former = fake.bootId;
    transport.reboot();
    fake.say("new");
    await clock.runUntil(() => told().includes("new"));
    expect(told()).toEqual(["up", "old", "rebooted", "up", "new"]);
    expect(news.find((item) => item.type === "rebooted")).toMatchObject({
      formerBootId: former,
      bootId: fake.bootId,
    });
  });

  test("a command given before is not executed by the new start: its numbers mean others now", async () => {
    const { clock, fake, session, transport } = setUp();
    await session.start();
    fake.reboot(); // Not noticed yet: the poll hangs.
    const kill = session.client.kill(3);
    await expect(finish(clock, kill)).rejects.toMatchObject({ code: "peer-rebooted" });
    expect(fake.executed).toEqual([]);
    await finish(clock, session.client.kill(4));
    expect(fake.executed).toEqual(["killWorker 4"]);
    transport.cut();
  });
});

describe("sessions", () => {
  test("one that has expired is opened anew, and the command that noticed it is executed once", async () => {
    const { clock, fake, session, told } = setUp();
    await session.start();
    fake.expireSessions();
    await finish(clock, session.client.createPort("p"));
    expect(fake.executed).toEqual(["createPort p"]);
    expect(told()).toEqual(["up", "up"]);
    expect(session.position?.session).toBe(session.client.session);
  });

  test("many commands that notice it together open one session", async () => {
    const { clock, fake, session } = setUp();
    await session.start();
    fake.expireSessions();
    const names = ["a", "b", "c", "d", "e"];
    await finish(clock, Promise.all(names.map((name) => session.client.createPort(name))));
    expect(fake.executed.sort()).toEqual(names.map((name) => `createPort ${name}`));
    expect(fake.sessions).toBe(1);
  });

  test("a process that takes over at a position misses nothing and hears nothing twice", async () => {
    const { clock, fake, session, transport, lines } = setUp();
    await session.start();
    fake.say("one");
    await clock.runUntil(() => lines().includes("one"));
    const position = session.position;
    await session.leave();
    fake.say("two");
    const next = new FakeNodeTransport(fake, clock);
    const later = follow(next, clock, { position });
    await later.session.start();
    await clock.runUntil(() => later.lines().includes("two"));
    expect(later.told()).toEqual(["up again", "two"]);
    expect(transport.closed).toBe(true);
  });

  test("a position of another start of the node counts for nothing", async () => {
    const { clock, fake, session } = setUp();
    await session.start();
    for (const text of ["1", "2", "3"]) fake.say(text);
    await clock.runUntil(() => session.position?.startAfter === 3);
    const position = session.position;
    await session.leave();
    fake.reboot();
    fake.say("new");
    const later = follow(new FakeNodeTransport(fake, clock), clock, { position });
    await later.session.start();
    await clock.runUntil(() => later.lines().includes("new"));
    expect(later.told()).toEqual(["rebooted", "up", "new"]);
  });

  test("close ends the session on the node, leave does not", async () => {
    const one = setUp();
    await one.session.start();
    await one.session.leave();
    expect(one.fake.sessions).toBe(1);
    const two = setUp();
    await two.session.start();
    await finish(two.clock, two.session.close());
    expect(two.fake.sessions).toBe(0);
  });

  test("close ends also when the node never answers", async () => {
    const { clock, session, transport } = setUp();
    await session.start();
    transport.nextFault = () => ({ delayMs: 1e9 });
    transport.cut();
    await finish(clock, session.close());
    await expect(session.client.stats()).rejects.toMatchObject({ code: "closed" });
  });
});

describe("refusals", () => {
  test("another version is refused and both are named", async () => {
    const { session, told } = setUp({ nmp: 7 });
    const fault = await session.start().catch((error: unknown) => error);
    expect(fault).toBeInstanceOf(VnetosError);
    expect(fault).toMatchObject({ code: "unsupported-version" });
    expect(String(fault)).toMatch(/node fake at http:\/\/fake speaks NMP 7, .* NMP 1/);
    expect(told()).toEqual(["lost: unsupported-version"]);
  });

  test("a node with a key refuses a client without", async () => {
    const { session } = setUp({ key: new Uint8Array(32).fill(7) });
    await expect(session.start()).rejects.toMatchObject({ code: "sealed-required" });
  });

  test("an answer that is none of NMP is told as such", async () => {
    const { session, transport } = setUp();
    transport.request = async () => ({ status: 200, body: Buffer.from("<html>a printer</html>") });
    await expect(session.start()).rejects.toMatchObject({
      code: "bad-json",
      message: expect.stringMatching(/is this a VNetOS node/),
    });
  });
});

async function finish<T>(clock: SimulatedClock, work: Promise<T>): Promise<T> {
  let over = false;
  const watched = work.finally(() => {
    over = true;
  });
  watched.catch(() => undefined);
  await clock.runUntil(() => over);
  return await watched;
}
