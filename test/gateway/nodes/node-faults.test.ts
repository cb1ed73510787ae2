import { describe, expect, test } from "vitest";
import { NodeSession, SealedTransport, type SessionNews } from "#nodes";
import { VnetosError } from "#protocol";
import { FakeNode } from "../../support/fake-node.ts";
import { SimulatedClock, seeded } from "../../support/fake-node-clock.ts";
import { FakeNodeTransport, type Fault } from "../../support/fake-node-transport.ts";

const KEY = new Uint8Array(32).fill(9);
const COMMANDS = 30;

interface Weights {
  readonly before: number;
  readonly after: number;
  readonly delay: number;
  readonly cut: number;
  readonly expire: number;
  readonly reboot: number;
}

const STORM: Weights = { before: 0.2, after: 0.2, delay: 0.2, cut: 0.3, expire: 0, reboot: 0 };
const REBOOTS: Weights = { ...STORM, before: 0.1, after: 0.1, expire: 0.1, reboot: 0.15 };

interface Outcome {
  readonly news: SessionNews[];
  readonly said: { boot: string; text: string }[];
  readonly done: string[];
  readonly failed: VnetosError[];
  readonly executed: string[];
  lastBoot: string;
}

/** A life of a session under faults that the seed decides; the faults end before the life does. */
async function live(seed: number, weights: Weights, options: { sealed: boolean; keep: number }) {
  const clock = new SimulatedClock(seed);
  const random = seeded(seed * 7919);
  const key = options.sealed ? { key: KEY } : {};
  const node = new FakeNode({ clock, keepEvents: options.keep, ...key });
  const way = new FakeNodeTransport(node, clock);
  const transport = options.sealed ? new SealedTransport({ transport: way, key: KEY }) : way;
  const outcome: Outcome = {
    news: [],
    said: [],
    done: [],
    failed: [],
    executed: node.executed,
    lastBoot: "",
  };
  const onNews = (item: SessionNews) => outcome.news.push(item);
  const session = new NodeSession({ transport, clock, client: "test", onNews });
  way.nextFault = () => pickFault(random, weights);
  session.start().catch(() => undefined);
  const commands: Promise<void>[] = [];
  for (let i = 0; i < COMMANDS; i++) {
    await clock.runFor(random() * 300);
    disturb(random, weights, node, way);
    for (let lines = Math.floor(random() * 4); lines > 0; lines--) {
      const text = `${i}.${lines}`;
      outcome.said.push({ boot: node.bootId, text });
      node.say(text);
    }
    commands.push(command(session, `w${i}`, outcome));
  }
  way.nextFault = () => "none";
  let over = false;
  void Promise.all(commands).then(() => {
    over = true;
  });
  await clock.runUntil(() => over, "the end of all commands");
  const caughtUp = () =>
    session.position?.bootId === node.bootId && session.position.startAfter === node.lastSeq;
  await clock.runUntil(caughtUp, "the last event");
  await session.leave();
  outcome.lastBoot = node.bootId;
  return outcome;
}

function pickFault(random: () => number, weights: Weights): Fault {
  const x = random();
  if (x < weights.before) return "before";
  if (x < weights.before + weights.after) return "after";
  if (x < weights.before + weights.after + weights.delay) return { delayMs: random() * 400 };
  return "none";
}

function disturb(random: () => number, weights: Weights, node: FakeNode, way: FakeNodeTransport) {
  if (random() < weights.cut) way.cut();
  if (random() < weights.expire) node.expireSessions();
  if (random() < weights.reboot) way.reboot();
}

async function command(session: NodeSession, name: string, outcome: Outcome): Promise<void> {
  try {
    await session.client.createWorker({ name, shell: true });
    outcome.done.push(`create ${name}`);
  } catch (thrown) {
    outcome.failed.push(thrown as VnetosError);
  }
}

function outputs(news: readonly SessionNews[]): string[] {
  return news.flatMap((item) => (item.type === "output" ? [item.text] : []));
}

function droppedCount(news: readonly SessionNews[]): number {
  return news.reduce((sum, item) => sum + (item.type === "dropped" ? item.count : 0), 0);
}

function expectOnce(outcome: Outcome): void {
  expect(new Set(outcome.executed).size, "a command executed twice").toBe(outcome.executed.length);
  for (const name of outcome.done) expect(outcome.executed).toContain(name);
  for (const error of outcome.failed) expect(error).toBeInstanceOf(VnetosError);
}

const SEEDS = Array.from({ length: 25 }, (_, i) => i + 1);

describe.each([
  { way: "in the clear", sealed: false },
  { way: "sealed", sealed: true },
])("under faults, $way", ({ sealed }) => {
  test.each(SEEDS)("seed %i: every event once and in order, every command once", async (seed) => {
    const outcome = await live(seed, STORM, { sealed, keep: 1_000 });
    expect(outputs(outcome.news)).toEqual(outcome.said.map(({ text }) => text));
    expect(droppedCount(outcome.news)).toBe(0);
    expectOnce(outcome);
    expect(outcome.done.length).toBeGreaterThan(COMMANDS / 4);
  });

  test.each(SEEDS)("seed %i, a small log: told and dropped together are all", async (seed) => {
    const outcome = await live(seed, STORM, { sealed, keep: 3 });
    const told = outputs(outcome.news);
    expect(told.length + droppedCount(outcome.news)).toBe(outcome.said.length);
    const said = outcome.said.map(({ text }) => text);
    expect(told).toEqual(said.filter((text) => told.includes(text)));
  });

  test.each(SEEDS)("seed %i, reboots: nothing twice, nothing out of order", async (seed) => {
    const outcome = await live(seed, REBOOTS, { sealed, keep: 1_000 });
    const told = outputs(outcome.news);
    const said = outcome.said.map(({ text }) => text);
    expect(told).toEqual(said.filter((text) => told.includes(text)));
    expect(droppedCount(outcome.news)).toBe(0);
    const ofLastBoot = outcome.said.filter(({ boot }) => boot === outcome.lastBoot);
    expect(told.slice(told.length - ofLastBoot.length)).toEqual(ofLastBoot.map(({ text }) => text));
    expectOnce(outcome);
  });
});

test("a life under faults is the same at every run of its seed", async () => {
  const trace = async () => {
    const { news, executed, failed } = await live(3, STORM, { sealed: false, keep: 1_000 });
    return {
      kinds: news.map(({ type }) => type),
      executed,
      failed: failed.map(({ code }) => code),
    };
  };
  expect(await trace()).toEqual(await trace());
});
