import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/cli.ts";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

/** A call with a wrong argument, and how its error begins: the call and the argument. */
type Case = readonly [call: string, told: string];

interface Part {
  /** What stands before the calls. */
  readonly setUp?: string;
  /** Functions all of whose arguments the compiler checks, and those that stand in another part's table. */
  readonly nothingToCheck: readonly string[];
  readonly cases: readonly Case[];
}

/** What JSON cannot carry, as `value` of a call. */
const unsendable = (call: (value: string) => string, told: string): Case[] => [
  [call("() => 1"), `${told}: value is a function`],
  [call("{ a: [1, NaN] }"), `${told}: value.a[1] is NaN`],
  [call("{ a: Infinity }"), `${told}: value.a is Infinity`],
  [call("cycle"), `${told}: value.self.self.self`],
];

const ranks = (call: (rank: string) => string, told: string): Case[] =>
  ["3", "-1", "0.5", "NaN", '"1"'].map((rank) => [call(rank), `${told}: `]);

const times = (call: (ms: string) => string, told: string): Case[] =>
  ["-1", "NaN", '"1"'].map((ms) => [call(ms), `${told}: `]);

const tags = (call: (tag: string) => string, told: string): Case[] =>
  ["-1", "1.5", "NaN"].map((tag) => [call(tag), `${told}: `]);

const counts = (
  call: (count: string) => string,
  told: string,
  wrong = ["-1", "1.5", "NaN", '"1"'],
): Case[] => wrong.map((count) => [call(count), `${told}: `]);

/** Calls that all ranks make together: their options. */
const collectives = (
  ...calls: readonly [name: string, call: (options: string) => string][]
): Case[] =>
  calls.flatMap(([name, call]) => [
    ...times((ms) => call(`{ timeoutMs: ${ms} }`), `${name}(timeoutMs)`),
    [call("{ on: elsewhere }"), `${name}(on): `],
  ]);

const rooted = (...calls: readonly [name: string, call: (options: string) => string][]): Case[] => [
  ...collectives(...calls),
  ...calls.flatMap(([name, call]) => ranks((root) => call(`{ root: ${root} }`), `${name}(root)`)),
];

const chosen = (...calls: readonly [name: string, call: (options: string) => string][]): Case[] =>
  calls.map(([name, call]) => [
    call('{ algorithm: "magic" }'),
    `${name}(algorithm): "magic" is none of `,
  ]);

const BROADCAST = ["broadcast", (o: string) => `broadcast(1, ${o})`] as const;
const ROOTED = [
  [...BROADCAST],
  ["scatter", (o: string) => `scatter([1, 2, 3], ${o})`],
  ["gather", (o: string) => `gather(1, ${o})`],
  ["reduce", (o: string) => `reduce(1, sum, ${o})`],
] as [string, (options: string) => string][];
const UNROOTED = [
  ["allGather", (o: string) => `allGather(1, ${o})`],
  ["allReduce", (o: string) => `allReduce(1, sum, ${o})`],
  ["allToAll", (o: string) => `allToAll([1, 2, 3], ${o})`],
  ["scan", (o: string) => `scan(1, sum, ${o})`],
  ["exclusiveScan", (o: string) => `exclusiveScan(1, sum, 0, ${o})`],
] as [string, (options: string) => string][];
const MESSAGES: Case[] = [
  ...ranks((to) => `send(${to}, 1)`, "send(to)"),
  ...ranks((to) => `send(${to}, 1, { tag: 3 })`, "send(to)"),
  ...unsendable((value) => `send(1, ${value})`, "send(value)"),
  ...times((ms) => `send(1, 1, { timeoutMs: ${ms} })`, "send(timeoutMs)"),
  ...tags((tag) => `send(1, 1, { tag: ${tag} })`, "send(tag)"),
  ["send(0, 1, { on: elsewhere })", "send(on): "],
  ...["receive", "tryReceive"].flatMap((name) => [
    ...ranks((from) => `${name}({ from: ${from} })`, `${name}(from)`),
    ...tags((tag) => `${name}({ tag: ${tag} })`, `${name}(tag)`),
    [`${name}({ on: elsewhere })`, `${name}(on): `] as const,
  ]),
  ...times((ms) => `receive({ timeoutMs: ${ms} })`, "receive(timeoutMs)"),
  ...ranks((from) => `receiveFrom(${from})`, "receiveFrom(from)"),
  ...tags((tag) => `receiveFrom(1, { tag: ${tag} })`, "receiveFrom(tag)"),
  ...times((ms) => `receiveFrom(1, { timeoutMs: ${ms} })`, "receiveFrom(timeoutMs)"),
  ...ranks((to) => `sendReceive(${to}, 1)`, "sendReceive(to)"),
  ...ranks((from) => `sendReceive(1, 1, { from: ${from} })`, "sendReceive(from)"),
  ...unsendable((value) => `sendReceive(1, ${value})`, "sendReceive(value)"),
  ...times((ms) => `sendReceive(1, 1, { timeoutMs: ${ms} })`, "sendReceive(timeoutMs)"),
  ...tags((tag) => `sendReceive(1, 1, { tag: ${tag} })`, "sendReceive(tag)"),
  ['tag("")', "tag(name): "],
  ['tag("a:b")', "tag(name): "],
];
const TOGETHER: Case[] = [
  ...rooted(...ROOTED),
  ...collectives(...UNROOTED, ["barrier", (o) => `barrier(${o})`]),
  ...chosen(...ROOTED, ...UNROOTED),
  ...unsendable((value) => `broadcast(${value}, { on: fresh() })`, "broadcast(value)"),
  ...unsendable((value) => `allGather(${value}, { on: fresh() })`, "allGather(value)"),
  ...unsendable(
    (value) => `allReduce<unknown>(${value}, (a) => a, { on: fresh() })`,
    "allReduce(value)",
  ),
  ...["scatter", "allToAll"].flatMap((name) => [
    [`${name}([1, 2], { on: fresh() })`, `${name}(values): `] as const,
    [`${name}([1, 2, 3, 4], { on: fresh() })`, `${name}(values): `] as const,
  ]),
  ...counts((n) => `split(${n})`, "split(color)", ["1.5", "NaN", "Infinity"]),
  ...counts((n) => `split(1, ${n})`, "split(key)", ["1.5", "NaN", "Infinity"]),
  ["split(1, 0, { on: elsewhere })", "split(on): "],
];

const PARTS: Readonly<Record<string, Part>> = {
  vnetos: {
    setUp: 'import { duplicate, group } from "vnetos/parallel";',
    nothingToCheck: ["now", "readInput", "readLine", "each", "max", "min", "span", "sum"],
    cases: [
      ...MESSAGES,
      ...TOGETHER,
      ...times((ms) => `sleep(${ms})`, "sleep(ms)"),
      ["sleep(Infinity)", "sleep(ms): "],
      ...counts((n) => `random(${n})`, "random(seed)"),
      ...counts((n) => `random(1, ${n})`, "random(stream)"),
      ['saveFile("", "x")', "saveFile(name): "],
      ['saveFile("../x", "x")', "saveFile(name): "],
      ['saveFile("x", [256])', "saveFile(content): "],
      ['openPort("a b")', "openPort(name): "],
      ...times((ms) => `openPort("p").receive(${ms})`, 'port "p": receive(timeoutMs)'),
      ...times((ms) => `openPort("p").send(1, ${ms})`, 'port "p": send(timeoutMs)'),
      ...unsendable((value) => `openPort("p").send(${value})`, 'port "p": send(value)'),
      ...counts((n) => `wholeArgument(${n}, "n", { standard: 1 })`, "wholeArgument(position)"),
      ...counts((n) => `numberArgument(${n}, "n", { standard: 1 })`, "numberArgument(position)"),
      ...counts((n) => `choiceArgument(${n}, "n", ["a"])`, "choiceArgument(position)"),
      ['choiceArgument(0, "n", [])', "choiceArgument(choices): "],
    ],
  },
  "vnetos/parallel": {
    nothingToCheck: [
      ...["and", "or", "product", "max", "min", "sum", "maxLocation", "minLocation", "each"],
      ...["broadcast", "gather", "scatter", "reduce", "allGather", "allReduce", "allToAll", "scan"],
      ...[
        "exclusiveScan",
        "barrier",
        "send",
        "receive",
        "receiveFrom",
        "tryReceive",
        "sendReceive",
      ],
      ...["split", "tag"],
    ],
    cases: [
      ...counts((n) => `balancedDims(${n}, 2)`, "balancedDims(size)", [
        "0",
        "-1",
        "1.5",
        "NaN",
        '"1"',
      ]),
      ...counts((n) => `balancedDims(6, ${n})`, "balancedDims(count)", [
        "0",
        "-1",
        "1.5",
        "NaN",
        '"1"',
      ]),
      ...counts((n) => `blockOf(${n}, 0, 1)`, "blockOf(count)"),
      ...counts((n) => `blockOf(5, ${n}, 3)`, "blockOf(part)", ["-1", "3", "1.5", "NaN"]),
      ...counts((n) => `blockOf(5, 0, ${n})`, "blockOf(parts)", ["0", "-1", "1.5", "NaN"]),
      ...counts((n) => `blockWith(5, ${n}, 3)`, "blockWith(index)", ["-1", "5", "1.5", "NaN"]),
      ...counts((n) => `cartesian([${n}])`, "cartesian(dims)", ["0", "-3", "1.5", "NaN", "2"]),
      ["cartesian([])", "cartesian(dims): "],
      ["cartesian([3], { periodic: [true, false] })", "cartesian(periodic): "],
      ["cartesian([2], { on: elsewhere })", "cartesian(on): "],
      ...ranks((rank) => `coordinatesOf(grid, ${rank})`, "coordinatesOf(rank)"),
      ["rankAt(grid, [1, 2])", "rankAt(coordinates): "],
      ["rankAt(grid, [0.5])", "rankAt(coordinates): "],
      ["rankAt(grid, [NaN])", "rankAt(coordinates): "],
      ...counts((n) => `shift(grid, ${n}, 1)`, "shift(dimension)", ["1", "-1", "0.5", "NaN"]),
      ...counts((n) => `shift(grid, 0, ${n})`, "shift(distance)", ["0.5", "NaN", "Infinity"]),
      ...ranks((rank) => `graph([${rank}])`, "graph(neighbours)"),
      ["graph([(rank + 1) % size, (rank + 1) % size], { on: fresh() })", "graph(neighbours): "],
      ["graph([(rank + 1) % size], { on: fresh() })", "graph(neighbours): "],
      ["graph([], { on: elsewhere })", "graph(on): "],
      ...ranks((rank) => `group([${rank}])`, "group(ranks)"),
      ["group([0, 1, 0])", "group(ranks): rank 0 stands there twice"],
      ["group([0], { on: elsewhere })", "group(on): "],
      ["duplicate({ on: elsewhere })", "duplicate(on): "],
      ["neighbourAllGather(1, { on: world })", "neighbourAllGather(on): "],
      ["neighbourAllToAll([1], { on: grid })", "neighbourAllToAll(values): "],
      ["neighbourAllToAll([1], { on: world })", "neighbourAllToAll(on): "],
      ...times(
        (ms) => `neighbourAllGather(1, { on: grid, timeoutMs: ${ms} })`,
        "neighbourAllGather(timeoutMs)",
      ),
      ...times(
        (ms) => `neighbourAllToAll([1, 2], { on: grid, timeoutMs: ${ms} })`,
        "neighbourAllToAll(timeoutMs)",
      ),
      ...["probe", "tryProbe"].flatMap((name) => [
        ...ranks((from) => `${name}({ from: ${from} })`, `${name}(from)`),
        ...tags((tag) => `${name}({ tag: ${tag} })`, `${name}(tag)`),
        [`${name}({ on: elsewhere })`, `${name}(on): `] as const,
      ]),
      ...times((ms) => `probe({ timeoutMs: ${ms} })`, "probe(timeoutMs)"),
      ...ranks((to) => `startSend(${to}, 1)`, "startSend(to)"),
      ...tags((tag) => `startSend(1, 1, { tag: ${tag} })`, "startSend(tag)"),
      ...unsendable((value) => `startSend(1, ${value})`, "startSend(value)"),
      ["startSend(0, 1, { on: elsewhere })", "startSend(on): "],
      ...ranks((from) => `startReceive({ from: ${from} })`, "startReceive(from)"),
      ...tags((tag) => `startReceive({ tag: ${tag} })`, "startReceive(tag)"),
      ["startReceive({ on: elsewhere })", "startReceive(on): "],
      ...times((ms) => `startReceive({ from: 1 }).wait(${ms})`, "wait(timeoutMs)"),
      ...times((ms) => `waitAll([startReceive({ from: 1 })], ${ms})`, "waitAll(timeoutMs)"),
      ...times((ms) => `waitAny([startReceive({ from: 1 })], ${ms})`, "waitAny(timeoutMs)"),
      ["waitAny([])", "waitAny(requests): "],
      ...counts((n) => `parallelFor(${n}, () => {})`, "parallelFor(count)"),
      ['parallelFor(3, () => {}, { schedule: "magic" })', "parallelFor(schedule): "],
      ...counts(
        (n) => `parallelFor(3, () => {}, { schedule: "dynamic", chunk: ${n} })`,
        "parallelFor(chunk)",
        ["0", "-1", "1.5", "NaN"],
      ),
      ["parallelFor(3, () => {}, { on: elsewhere })", "parallelFor(on): "],
      ["map([1], (x) => x, { on: elsewhere })", "map(on): "],
      ...times((ms) => `map([1], (x) => x, { timeoutMs: ${ms} })`, "map(timeoutMs)"),
      ["mapReduce([], (x) => x, sum)", "mapReduce(items): "],
      ["mapReduce([1], (x) => x, sum, { on: elsewhere })", "mapReduce(on): "],
      ["farm([1], (x) => x, { on: elsewhere })", "farm(on): "],
      ...ranks((root) => `farm([1], (x) => x, { root: ${root} })`, "farm(root)"),
      ...counts((n) => `farm([1], (x) => x, { ahead: ${n} })`, "farm(ahead)", ["-1", "1.5", "NaN"]),
      ["reduceScatter([1], sum, { on: fresh() })", "reduceScatter(values): "],
      ...collectives(["reduceScatter", (o) => `reduceScatter([1, 2, 3], sum, ${o})`]),
      ...chosen(["reduceScatter", (o) => `reduceScatter([1, 2, 3], sum, ${o})`]),
    ],
  },
  "vnetos/csp": {
    nothingToCheck: [
      "close",
      "each",
      "join",
      "onRead",
      "otherwise",
      "par",
      "placedPar",
      "readEnd",
      "spawn",
      "writeEnd",
    ],
    cases: [
      ['channel("a b")', "channel(name): "],
      ['channel("")', "channel(name): "],
      ...ranks((home) => `channel("c", { home: ${home} })`, "channel(home)"),
      ...counts((n) => `channel("c", { room: ${n} })`, "channel(room)", [
        "-1",
        "0.5",
        "1001",
        "NaN",
        '"1"',
      ]),
      ...unsendable((value) => `write(channel<unknown>(), ${value})`, "write(value)"),
      ...times((ms) => `write(channel<number>(), 1, { timeoutMs: ${ms} })`, "write(timeoutMs)"),
      ...times((ms) => `read(channel<number>(), { timeoutMs: ${ms} })`, "read(timeoutMs)"),
      ...times((ms) => `after(${ms}, () => 1)`, "after(ms)"),
      ["select([])", "select(guards): "],
      ...ranks((rank) => `at(${rank}, () => {})`, "at(rank)"),
    ],
  },
  "vnetos/rpc": {
    setUp: `interface Calls { f(x: unknown): unknown }
      const calls = service<Calls>("calls");
      serve(calls, { f: (x) => x === "function" ? () => 1 : x });`,
    nothingToCheck: ["RemoteError"],
    cases: [
      ['service("a b")', "service(name): "],
      ['service("")', "service(name): "],
      ["serve(calls, { f: (x: unknown) => x })", "serve(service): "],
      ...ranks((to) => `remote(calls, ${to})`, "remote(to)"),
      ...times((ms) => `remote(calls, 1, { timeoutMs: ${ms} })`, "remote(timeoutMs)"),
      ...ranks((to) => `start(calls, ${to})`, "start(to)"),
      ...times((ms) => `start(calls, rank).f(1).wait(${ms})`, "wait(timeoutMs)"),
      ["remote(calls, rank).f(() => 1)", "calls.f(arguments): "],
      ["remote(calls, rank).f(cycle)", "calls.f(arguments): "],
      ["remote(calls, rank).f({ a: NaN })", "calls.f(arguments): "],
      ['remote(calls, rank).f("function")', "RemoteError: calls.f on rank "],
    ],
  },
  "vnetos/tuples": {
    setUp: 'const space: any = tupleSpace("space", { home: rank });',
    nothingToCheck: ["aBoolean", "aList", "aNumber", "aString", "anObject", "anything"],
    cases: [
      ['tupleSpace("a b")', "tupleSpace(name): "],
      ...ranks((home) => `tupleSpace("s", { home: ${home} })`, "tupleSpace(home)"),
      ["space.out([])", "out(tuple): "],
      ["space.out(5)", "out(tuple): "],
      ['space.out(["a", () => 1])', "out(tuple): "],
      ['space.out(["a", NaN])', "out(tuple): "],
      ['space.out(["a", cycle])', "out(tuple): "],
      ...["in", "rd", "inp", "rdp", "count"].flatMap((name): Case[] => [
        [`space.${name}([])`, `${name}(pattern): `],
        [`space.${name}(5)`, `${name}(pattern): `],
        [`space.${name}([NaN])`, `${name}(pattern): `],
      ]),
      ...times((ms) => `space.in(["a"], { timeoutMs: ${ms} })`, "in(timeoutMs)"),
      ...times((ms) => `space.rd(["a"], { timeoutMs: ${ms} })`, "rd(timeoutMs)"),
    ],
  },
  "vnetos/sync": {
    nothingToCheck: ["stampLamport", "compareLamport"],
    cases: [
      ...[
        "openLock(N)",
        'openEvent(N, "auto")',
        "openSemaphore(N, 1)",
        "openTokens(N, 1)",
        "openBarrier(N, 1)",
        "withLock(N, () => 1)",
        "withPermit(N, 1, () => 1)",
      ].flatMap((call) =>
        ['""', '"a b"', "5"].map(
          (name): Case => [call.replace("N", name), `${call.slice(0, call.indexOf("("))}(name): `],
        ),
      ),
      ['openLock("x", { scope: "world" })', "openLock(scope): "],
      ['openEvent("x", "never")', "openEvent(reset): "],
      ...counts((n) => `openSemaphore("x", ${n})`, "openSemaphore(permits)", [
        "0",
        "-1",
        "1.5",
        "NaN",
      ]),
      ...counts((n) => `withPermit("x", ${n}, () => 1)`, "withPermit(permits)", [
        "0",
        "-1",
        "1.5",
        "NaN",
      ]),
      ...counts((n) => `openTokens("x", 1, ${n})`, "openTokens(initial)"),
      ...counts((n) => `openTokens("x", ${n})`, "openTokens(most)", ["0", "1.5", "NaN"]),
      ...counts((n) => `openBarrier("x", ${n})`, "openBarrier(parties)", ["0", "-1", "1.5", "NaN"]),
      ...times((ms) => `openLock("l").acquire(${ms})`, 'lock "l": acquire(timeoutMs)'),
      ...times((ms) => `openEvent("e", "auto").wait(${ms})`, 'auto event "e": wait(timeoutMs)'),
      ...times((ms) => `openBarrier("b", 2).wait(${ms})`, 'barrier "b": wait(timeoutMs)'),
      ...times(
        (ms) => `openSemaphore("s", 2).acquire({ timeoutMs: ${ms} })`,
        'semaphore "s": acquire(timeoutMs)',
      ),
      ...counts(
        (n) => `openSemaphore("s", 2).acquire({ permits: ${n} })`,
        'semaphore "s": acquire(permits)',
        ["0", "3", "1.5", "NaN"],
      ),
      ...counts(
        (n) => `openSemaphore("s", 2).tryAcquire(${n})`,
        'semaphore "s": tryAcquire(permits)',
        ["0", "3"],
      ),
      ...counts((n) => `openSemaphore("s", 2).release(${n})`, 'semaphore "s": release(permits)', [
        "0",
        "3",
      ]),
      ...counts((n) => `lamport(${n})`, "lamport(rank)"),
      ["mergeLamport(lamport(0), { time: NaN, rank: 0 })", "mergeLamport(seen): "],
      ...counts((n) => `vectorTime(${n})`, "vectorTime(size)", ["0", "-1", "1.5", "NaN"]),
      ...ranks((rank) => `stampVector(vectorTime(3), ${rank})`, "stampVector(rank)"),
      ...ranks((rank) => `mergeVector(vectorTime(3), vectorTime(3), ${rank})`, "mergeVector(rank)"),
      ["mergeVector(vectorTime(3), vectorTime(2), 0)", "mergeVector(seen): "],
      ["mergeVector(vectorTime(3), [1, NaN, 0], 0)", "mergeVector(seen): "],
      ["compareVector(vectorTime(3), vectorTime(2))", "compareVector(b): "],
    ],
  },
  "vnetos/sensors": {
    setUp: "const samples = sampleAt(1, [0], { clock: simulatedClock() });",
    nothingToCheck: [],
    cases: [
      ...["sine", "square", "triangle", "sawtooth"].flatMap((name) => [
        ...counts((n) => `${name}({ periodMs: ${n} })`, `${name}(periodMs)`, [
          "0",
          "-1",
          "NaN",
          '"1"',
        ]),
        ...["amplitude", "mean", "phase"].map(
          (field): Case => [`${name}({ periodMs: 1, ${field}: NaN })`, `${name}(${field}): `],
        ),
      ]),
      ["square({ periodMs: 1, duty: 2 })", "square(duty): "],
      ...["from", "to", "startMs", "endMs"].map(
        (field): Case => [
          `ramp({ ...{ from: 0, to: 1, endMs: 1 }, ${field}: NaN })`,
          `ramp(${field}): `,
        ],
      ),
      ["ramp({ from: 0, to: 1, startMs: 2, endMs: 1 })", "ramp(endMs): "],
      ["recording([])", "recording(points): "],
      ["recording([{ atMs: 0, value: NaN }])", "recording(points[0].value): "],
      ["recording([{ atMs: 0, value: 1 }, { atMs: 0, value: 1 }])", "recording(points[1].atMs): "],
      ['recording([{ atMs: 0, value: 1 }], { between: "curve" })', "recording(between): "],
      ['recording([{ atMs: 0, value: 1 }], { after: "stop" })', "recording(after): "],
      ['recording([{ atMs: 0, value: 1 }], { after: "loop", loopMs: 0 })', "recording(loopMs): "],
      ['csvRecording("a\\n1\\n", { value: "a", everyMs: 0 })', "csvRecording(everyMs): "],
      ['csvRecording("a\\n1\\n", { value: "a", unitMs: -1 })', "csvRecording(unitMs): "],
      ['csvRecording("a\\n1\\n", { value: "b" })', "csv"],
      ['readCsv("")', "csv line 1: "],
      ['readCsv("a\\n", { separator: "" })', "readCsv(separator): "],
      ['readCsv("a\\n", { decimal: "x" })', "readCsv(decimal): "],
      ['numbersOf(readCsv("a\\n1\\n"), "b")', "csv"],
      ...["gaussianNoise", "randomWalk"].flatMap((name) => [
        ...counts((n) => `${name}({ seed: ${n}, deviation: 1 })`, `${name}(seed)`),
        [`${name}({ seed: 1, deviation: -1 })`, `${name}(deviation): `] as const,
        [`${name}({ seed: 1, deviation: 1, everyMs: 0 })`, `${name}(everyMs): `] as const,
      ]),
      ["uniformNoise({ seed: 1, from: NaN, to: 1 })", "uniformNoise(from): "],
      ["uniformNoise({ seed: 1, from: 0, to: NaN })", "uniformNoise(to): "],
      ["spikes({ seed: 1, chance: 2, height: 1 })", "spikes(chance): "],
      ["spikes({ seed: 1, chance: 1, height: NaN })", "spikes(height): "],
      ["dropOuts(1, { seed: 1, chance: -1 })", "dropOuts(chance): "],
      ["dropOuts(1, { seed: 1, chance: 1, lengthMs: 1001 })", "dropOuts(lengthMs): "],
      ['dropOuts(1, { seed: 1, chance: 1, reads: "none" })', "dropOuts(reads): "],
      ["add(1, NaN)", "add(sources[1]): "],
      ["scale(NaN, 1)", "scale(source): "],
      ["scale(1, NaN)", "scale(factor): "],
      ["delay(NaN, 1)", "delay(source): "],
      ["delay(1, NaN)", "delay(byMs): "],
      ["quantise(NaN, 1)", "quantise(source): "],
      ["quantise(1, 0)", "quantise(step): "],
      ["clip(NaN, 0, 1)", "clip(source): "],
      ["clip(1, NaN, 1)", "clip(low): "],
      ["clip(1, 2, 1)", "clip(high): "],
      ["simulatedClock(NaN)", "simulatedClock(startMs): "],
      ...counts((n) => `sampleEvery(1, { everyMs: ${n} })`, "sampleEvery(everyMs)", [
        "0",
        "-1",
        "NaN",
      ]),
      ...counts((n) => `sampleEvery(1, { everyMs: 1, count: ${n} })`, "sampleEvery(count)", [
        "-1",
        "NaN",
      ]),
      ...counts((n) => `sampleEvery(1, { everyMs: 1, forMs: ${n} })`, "sampleEvery(forMs)", [
        "-1",
        "NaN",
      ]),
      ["sampleEvery(1, { everyMs: 1, startMs: NaN })", "sampleEvery(startMs): "],
      ['sampleEvery(1, { everyMs: 1, late: "none" })', "sampleEvery(late): "],
      ["sampleAt(1, [2, 1])", "sampleAt(timesMs[1]): "],
      ["sampleAt(1, [NaN])", "sampleAt(timesMs[0]): "],
      ["sampleAt(1, [1], { startMs: NaN })", "sampleAt(startMs): "],
      ["changes(samples, { delta: -1 })", "changes(delta): "],
      ["crossings(samples, { level: NaN })", "crossings(level): "],
      ["crossings(samples, { level: 1, hysteresis: -1 })", "crossings(hysteresis): "],
      ["sourceFrom({ version: 1, source: { kind: 'sine' } })", "sourceFrom(source.periodMs): "],
    ],
  },
};

const COMMON = `
  const cycle: Record<string, unknown> = {};
  cycle.self = cycle;
  function check(name: string, call: () => unknown): void {
    try {
      call();
      console.log(name + " → taken");
    } catch (error) {
      console.log(name + " → " + String(error));
    }
  }`;

const WORLD = `
  const elsewhere = group([(rank + 1) % size]);
  const fresh = () => duplicate();`;

const PARALLEL = `
  const grid = cartesian([size], { periodic: true });`;

/** The call as it is when the compiler does not look. */
function anyCall(call: string): string {
  const loose = call.replace(/(?<![.\w])(\w+)\(/g, "($1 as Any)(");
  return loose.replace(/\(x\) =>/g, "(x: Any) =>").replace("(a) =>", "(a: Any) =>");
}

/** The functions and classes that a part exports. */
function functionsOf(part: string): string[] {
  const file = part === "vnetos" ? "index.ts" : `${part.slice("vnetos/".length)}.ts`;
  const text = readFileSync(join(ROOT, "tstl-apps/lib", file), "utf8").replace(/\/\*.*?\*\//gs, "");
  return [...text.matchAll(/export \{([^}]*)\}/g)].flatMap(([, names = ""]) =>
    names
      .split(",")
      .map((name) => name.trim())
      .filter((name) => name !== "" && !name.startsWith("type ")),
  );
}

const VALUES = [
  "anyTag",
  "args",
  "neighbours",
  "node",
  "nodes",
  "rank",
  "size",
  "topology",
  "world",
  "VnetosError",
];

describe.each(Object.entries(PARTS))("%s", (part, { setUp = "", nothingToCheck, cases }) => {
  const functions = functionsOf(part).filter((name) => !VALUES.includes(name));

  it("has a case for every function", () => {
    const called = new Set(cases.flatMap(([call]) => call.match(/\b\w+(?=[(<])/g) ?? []));
    for (const name of nothingToCheck) expect(functions, name).toContain(name);
    expect(functions.filter((name) => !called.has(name) && !nothingToCheck.includes(name))).toEqual(
      [],
    );
  });

  it("tells every wrong argument at the call, by its name", () => {
    const isParallel = part === "vnetos" || part === "vnetos/parallel";
    const names = part === "vnetos/parallel" ? ["rank", "size"] : part === "vnetos" ? [] : ["rank"];
    const calls = cases.map(
      ([call]) => `check(${JSON.stringify(call)}, () => (${anyCall(call)}));`,
    );
    const chunks = Array.from({ length: Math.ceil(calls.length / 40) }, (_, i) =>
      calls.slice(40 * i, 40 * i + 40),
    );
    const program = `${names.length > 0 ? `import { ${names.join(", ")} } from "vnetos";` : ""}
      import { ${functionsOf(part).join(", ")} } from "${part}";
      // biome-ignore lint: wrong arguments are the point
      type Any = any;
      ${setUp}${COMMON}${isParallel ? WORLD : ""}${part === "vnetos/parallel" ? PARALLEL : ""}
      ${chunks.map((chunk, i) => `function part${i}(): void { ${chunk.join("\n")} }`).join("\n")}
      ${chunks.map((_, i) => `part${i}();`).join("\n")}`;
    const results = runWorld(compileText(program), { size: 3 });
    for (const { end, lines } of results) {
      const wrong = cases.flatMap(([call, told], i) => {
        const line = lines[i] ?? "nothing";
        const error = told.startsWith("RemoteError") ? told : `VnetosError: ${told}`;
        return line.startsWith(`${call} → ${error}`) ? [] : [`${line}   [wanted: ${told}]`];
      });
      expect([end, ...wrong]).toEqual(["ok"]);
    }
  });
});
