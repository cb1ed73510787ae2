import { beforeEach, describe, expect, it } from "vitest";
import { CounterTable } from "../../../lua-runtime/src/workers/index.ts";
import { ManualHost } from "../../support/manual-host.ts";
import { type Bench, onBench } from "./worker-bench.ts";

let host: ManualHost;
let counters: CounterTable;
let rank: number;

beforeEach(() => {
  host = new ManualHost();
  counters = new CounterTable();
  rank = 0;
});

/** The next rank of a run on board b0. */
function worker(lua: string, run = "r1"): Bench {
  const label = `rank ${rank} (b0/${++rank})`;
  return onBench(lua, { host, counters: counters.join(label, run) });
}

/** A worker of the run that neither ends nor waits for a counter. */
const bystander = () => worker("__vnetos.sleep(1e9)");

async function start(...benches: Bench[]): Promise<void> {
  for (const bench of benches) {
    bench.worker.start();
    await host.settle();
  }
}

const LOCK = "local l = __vnetos.counterOpen('l', 'lock', 'run', 1, 1) ";
const TAKE = "print(__vnetos.counterTake(l, 'hold', 1, -1)) ";
const GIVE = "print(__vnetos.counterGive(l, 'hold', 1)) ";
const SLEEP = "__vnetos.sleep(10) ";

describe("taking and giving", () => {
  it("serves those who wait in the order in which they came", async () => {
    const first = worker(LOCK + TAKE + SLEEP + GIVE);
    const others = [1, 2, 3].map(() => worker(LOCK + TAKE + SLEEP + GIVE));
    await start(first, ...others);
    for (let turn = 0; turn <= 3; turn++) {
      const outputs = [first, ...others].map(({ sink }) => sink.text());
      expect(outputs.map((text) => text !== "")).toEqual([0, 1, 2, 3].map((i) => i <= turn));
      await host.advance(10);
    }
    expect(others[2]?.sink.text()).toBe("0.0\tnil\n1.0\n");
    expect(counters.size).toBe(0);
  });

  it("lets nobody pass who wants less than the first of those who wait", async () => {
    const open = "local l = __vnetos.counterOpen('l', 'semaphore', 'run', 3, 3) ";
    const take = (units: number) => `print(__vnetos.counterTake(l, 'hold', ${units}, -1)) `;
    const holder = worker(`${open}${take(2)}${SLEEP}`);
    const large = worker(open + take(3));
    const small = worker(open + take(1));
    await start(holder, large, small);
    expect(small.sink.text()).toBe("");
    await host.advance(10);
    expect([large.sink.text(), small.sink.text()]).toEqual([
      "0.0\trank 0 (b0/1)\n",
      "2.0\trank 1 (b0/2)\n",
    ]);
  });

  it("what is spent is gone, what is seen stays", async () => {
    const { sink, worker: only } = worker(`
      local c = __vnetos.counterOpen('c', 'tokens', 'run', 1, 3)
      print(__vnetos.counterGive(c, 'spend', 2))
      print(__vnetos.counterTake(c, 'see', 3, -1))
      print(__vnetos.counterTake(c, 'spend', 2, -1))
      print(__vnetos.counterTake(c, 'spend', 2, 0))
      print(__vnetos.counterGive(c, 'spend', 3))`);
    only.start();
    await host.settle();
    expect(sink.text().split("\n")).toEqual([
      "3.0",
      "3.0\tnil",
      "1.0\tnil",
      'nil\ttimeout\ttokens "c": its value is 1',
      'nil\tlimit-reached\ttokens "c" has 1 of at most 3: no room',
      "",
    ]);
  });

  it("a wait ends in time and tells who holds it; those behind it move up", async () => {
    const holder = worker(LOCK + TAKE + SLEEP + SLEEP);
    const hasty = worker(`${LOCK}print(__vnetos.counterTake(l, 'hold', 1, 5))`);
    const patient = worker(LOCK + TAKE);
    await start(holder, hasty, patient);
    await host.advance(5);
    expect(hasty.sink.text()).toBe('nil\ttimeout\tlock "l": rank 0 (b0/1) holds it\n');
    await host.advance(15);
    expect(patient.sink.text()).toBe("0.0\trank 0 (b0/1)\n");
  });
});

describe("a worker that ends", () => {
  it.each(["is killed", "ends", "fails"])(
    "and %s while it holds: the next learns it",
    async (how) => {
      const last = { "is killed": "while true do end", ends: "", fails: "error('oh')" }[how];
      const holder = worker(LOCK + TAKE + SLEEP + last);
      const next = worker(LOCK + TAKE + GIVE);
      const third = worker(LOCK + TAKE);
      await start(holder, next, third);
      await host.advance(9);
      if (how === "is killed") holder.worker.kill();
      await host.advance(1);
      expect(next.sink.text()).toBe("0.0\trank 0 (b0/1)\n1.0\n");
      expect(third.sink.text()).toBe("0.0\tnil\n");
    },
  );

  it("and waits gives its place up, and can be killed there", async () => {
    const holder = worker(LOCK + TAKE + SLEEP + GIVE);
    const waiting = worker(LOCK + TAKE);
    const behind = worker(LOCK + TAKE);
    await start(holder, waiting, behind);
    waiting.worker.kill();
    expect(waiting.worker.state).toBe("ended");
    await host.advance(10);
    expect(behind.sink.text()).toBe("0.0\tnil\n");
    expect(counters.size).toBe(0);
  });
});

describe("a wait that nobody could end", () => {
  const DEAD = "nobody is left who could end this wait: ";

  it("does not begin when the worker is the only one", async () => {
    const only = worker(
      "local e = __vnetos.counterOpen('e', 'event', 'run', 0, 1) print(__vnetos.counterTake(e, 'see', 1, -1))",
    );
    await start(only);
    expect(only.sink.text()).toBe(
      `nil\tdeadlock\tevent "e": ${DEAD}no other worker of this run is on this board\n`,
    );
  });

  it("does not begin when all others wait: two locks in two orders", async () => {
    const cross = (first: string, second: string) => `
      local ${first} = __vnetos.counterOpen('${first}', 'lock', 'run', 1, 1)
      local ${second} = __vnetos.counterOpen('${second}', 'lock', 'run', 1, 1)
      __vnetos.counterTake(${first}, 'hold', 1, -1) ${SLEEP}
      print(__vnetos.counterTake(${second}, 'hold', 1, -1))`;
    const ab = worker(cross("a", "b"));
    const ba = worker(cross("b", "a"));
    await start(ab, ba);
    await host.advance(10);
    expect(ba.sink.text()).toBe(
      `nil\tdeadlock\tlock "a": ${DEAD}rank 0 (b0/1) waits for lock "b"\n`,
    );
    expect(ab.sink.text()).toBe("0.0\trank 1 (b0/2)\n");
  });

  it("ends for all when the last other worker ends", async () => {
    const wait =
      "local e = __vnetos.counterOpen('e', 'event', 'run', 0, 1) print(__vnetos.counterTake(e, 'see', 1, -1))";
    const waiting = [worker(wait), worker(wait)];
    const other = bystander();
    await start(...waiting, other);
    expect(waiting[0]?.sink.text()).toBe("");
    other.worker.kill();
    await host.settle();
    for (const { sink } of waiting) {
      expect(sink.text()).toContain(`nil\tclosed\tevent "e": ${DEAD}rank 2 (b0/3) has ended`);
    }
  });

  it("is no concern of a wait with a time-out, of a board's counter, or of another run", async () => {
    const open = (scope: string) =>
      `local e = __vnetos.counterOpen('e', 'event', '${scope}', 0, 1) `;
    const timed = worker(`${open("run")}print(__vnetos.counterTake(e, 'see', 1, 5))`);
    await start(timed);
    const shared = worker(`${open("board")}print(__vnetos.counterTake(e, 'see', 1, -1))`);
    await start(shared);
    await host.advance(5);
    expect(timed.sink.text()).toContain("nil\ttimeout");
    expect(shared.worker.state).toBe("waiting");
    const stranger = worker(`${open("board")}print(__vnetos.counterGive(e, 'spend', 1))`, "r2");
    await start(stranger);
    expect(shared.sink.text()).toBe("1.0\tnil\n");
  });
});

describe("whose counter it is", () => {
  it("runs do not meet, and names are free again when all have closed", async () => {
    const one = worker(LOCK + TAKE + SLEEP);
    const two = worker(LOCK + TAKE, "r2");
    const alone = onBench(LOCK + TAKE, { host, counters: counters.join("b0/9", undefined) });
    await start(one, two, alone);
    expect([two.sink.text(), alone.sink.text()]).toEqual(["0.0\tnil\n", "0.0\tnil\n"]);
    await host.advance(10);
    const later = worker("print(__vnetos.counterOpen('l', 'event', 'run', 0, 1))");
    await start(later);
    expect(later.sink.text()).toBe("1.0\n");
  });

  it("all who open it agree on what it is", async () => {
    const open = "print(__vnetos.counterOpen('l', 'lock', 'run', 1, 1)) ";
    const first = worker(open + SLEEP);
    const second = worker(`${open}print(__vnetos.counterOpen('l', 'semaphore', 'run', 3, 3))`);
    await start(first, second);
    expect(second.sink.text()).toBe(
      '1.0\nnil\tconflict\t"l" is open as lock (1 of 1), not as semaphore (3 of 3)\n',
    );
  });
});

describe("refusals", () => {
  const refused: [what: string, lua: string, answer: string][] = [
    [
      "a name",
      "__vnetos.counterOpen('', 'lock', 'run', 1, 1)",
      'bad-request\t"" is no name of 1..95 characters',
    ],
    [
      "a greatest value",
      "__vnetos.counterOpen('x', 'lock', 'run', 0, 0)",
      'bad-request\tcounter "x": 0 is no whole number 1..2^31-1',
    ],
    [
      "a first value",
      "__vnetos.counterOpen('x', 'lock', 'run', 2, 1)",
      'bad-request\tcounter "x": 2 is not within 0..1',
    ],
    [
      "units",
      "__vnetos.counterTake(l, 'hold', 0.5, -1)",
      'bad-request\tlock "l": 0.5 is no whole number 1..1',
    ],
    [
      "more than there is",
      "__vnetos.counterTake(l, 'spend', 2, -1)",
      'bad-request\tlock "l": 2 is no whole number 1..1',
    ],
    [
      "giving back what is not held",
      "__vnetos.counterGive(l, 'hold', 1)",
      'conflict\tlock "l": this worker does not hold it; its value is 1',
    ],
    ["an unknown counter", "__vnetos.counterClose(7)", "not-found\tno counter 7 is open"],
  ];

  it.each(refused)("%s", async (_what, lua, answer) => {
    const { sink, worker: only } = worker(`${LOCK}print(${lua})`);
    only.start();
    await host.settle();
    expect(sink.text()).toBe(`nil\t${answer}\n`);
  });

  it("of a lock that this worker holds: taking it again, closing it", async () => {
    const only = worker(`${LOCK}${TAKE}${TAKE}print(__vnetos.counterClose(l))`);
    await start(only);
    expect(only.sink.text()).toBe(
      '0.0\tnil\nnil\tconflict\tlock "l": this worker holds it and would wait for itself\n' +
        'nil\tconflict\tlock "l": this worker holds it: release it first\n',
    );
  });

  it("words and types that do not exist are errors of Lua", async () => {
    const only = worker(
      `${LOCK}print(pcall(__vnetos.counterTake, l, 'keep', 1, -1)) print(pcall(__vnetos.counterOpen, {}))`,
    );
    await start(only);
    expect(only.sink.text()).toMatch(/"hold" or "spend" or "see" expected.*bad argument #3/s);
  });

  it("of too many: 256 a worker, 256 a board", async () => {
    const open =
      "local n = 0 while __vnetos.counterOpen(PREFIX .. n, 'lock', 'run', 1, 1) do n = n + 1 end print(n, __vnetos.counterOpen(PREFIX .. n, 'lock', 'run', 1, 1)) ";
    const one = worker(`PREFIX = 'a' ${open}${SLEEP}`);
    const two = worker(`PREFIX = 'b' ${open}`);
    await start(one, two);
    expect(one.sink.text()).toBe("256\tnil\tlimit-reached\ta worker opens at most 256 counters\n");
    expect(two.sink.text()).toBe(
      "0\tnil\tlimit-reached\tall 256 counters of this board are in use\n",
    );
    await host.advance(10);
    expect(counters.size).toBe(0);
  });
});

it("units are neither lost nor made, whatever workers do and wherever they are killed", async () => {
  const program = `
    local seed = SEED
    local function draw(n) seed = (seed * 48271) % 2147483647 return seed % n end
    local s = __vnetos.counterOpen('s', 'semaphore', 'run', 3, 3)
    local held = 0
    while true do
      local units = draw(3 - held + 1)
      if units > 0 and __vnetos.counterTake(s, 'hold', units, draw(4)) then held = held + units end
      __vnetos.sleep(draw(3))
      if held > 0 then __vnetos.counterGive(s, 'hold', held) held = 0 end
    end`;
  const witness = worker(
    "local s = __vnetos.counterOpen('s', 'semaphore', 'run', 3, 3) __vnetos.sleep(500) print(__vnetos.counterTake(s, 'hold', 3, 1000))",
  );
  const crowd = Array.from({ length: 8 }, (_, i) => worker(program.replace("SEED", String(i + 1))));
  await start(witness, ...crowd);
  for (const [i, one] of crowd.entries()) {
    await host.advance(7 * i + 3);
    one.worker.kill();
  }
  await host.advance(500);
  expect(witness.sink.text()).toMatch(/^0\.0\t/);
  expect(counters.size).toBe(0);
});
