import { describe, expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

/** The lines of a program on one rank; `vnetos/sensors` is there with all its names. */
function run(body: string): { lines: readonly string[]; end: string } {
  const names = new Set(body.match(/\b[a-z]\w+(?=\()/g));
  const known = NAMES.filter((name) => names.has(name));
  const text = `import { now, sleep } from "vnetos";
    import { ${known.join(", ")} } from "vnetos/sensors";
    const begin = now(); if (begin < 0) sleep(1);
    ${body}`;
  const [result] = runWorld(compileText(text), { size: 1 });
  return { lines: result?.lines ?? [], end: result?.end ?? "" };
}

const NAMES = [
  ...[
    "add",
    "changes",
    "clip",
    "crossings",
    "csvRecording",
    "delay",
    "dropOuts",
    "gaussianNoise",
    "numbersOf",
  ],
  ...[
    "quantise",
    "ramp",
    "randomWalk",
    "readCsv",
    "recording",
    "sampleAt",
    "sampleEvery",
    "sawtooth",
    "scale",
  ],
  ...["simulatedClock", "sine", "spikes", "square", "triangle", "uniformNoise"],
];

/** The values of a source at some times. */
function valuesOf(source: string, times: readonly number[]): number[] {
  const { lines, end } = run(
    `const source = ${source}; for (const at of ${JSON.stringify(times)}) console.log(source(at));`,
  );
  expect(end).toBe("ok");
  return lines.map(Number);
}

describe("functions of time", () => {
  it("a sine is one", () => {
    const times = Array.from({ length: 97 }, (_, i) => i * 31.25 - 700);
    const values = valuesOf("sine({ periodMs: 1000, amplitude: 3, mean: 20, phase: 0.1 })", times);
    times.forEach((at, i) => {
      expect(values[i]).toBeCloseTo(20 + 3 * Math.sin(2 * Math.PI * (at / 1000 + 0.1)), 13);
    });
    expect(valuesOf("sine({ periodMs: 1000 })", [0, 250, 500, 750, 1000])).toEqual([
      0, 1, 0, -1, 0,
    ]);
  });

  it.each([
    ["square({ periodMs: 100, duty: 0.25 })", [1, 1, -1, -1, 1]],
    ["triangle({ periodMs: 100, amplitude: 2 })", [0, 1.6, 2, 0, -0.4]],
    ["sawtooth({ periodMs: 100, mean: 1 })", [0, 0.4, 0.5, 1, 1.9]],
    ["ramp({ from: 10, to: 20, startMs: 20, endMs: 40 })", [10, 10, 12.5, 20, 20]],
    ["ramp({ from: 10, to: 20, startMs: 25, endMs: 25 })", [10, 10, 20, 20, 20]],
  ])("%s", (source, expected) => {
    const values = valuesOf(source, [0, 20, 25, 50, 95]);
    values.forEach((value, i) => {
      if (source.startsWith("square") && i === 4) expect(value).toBe(-1);
      else expect(value).toBeCloseTo(expected[i] as number, 12);
    });
  });

  it.each([
    ["add((at) => at, 5, scale((at) => at, 2))", [5, 35, 80]],
    ["add()", [0, 0, 0]],
    ["delay((at) => at, 4)", [-4, 6, 21]],
    ["quantise((at) => at / 8, 0.5)", [0, 1.5, 3]],
    ["quantise((at) => -at / 8, 0.5)", [0, -1, -3]],
    ["clip((at) => at, 3, 12)", [3, 10, 12]],
  ])("%s", (source, expected) => {
    const values = valuesOf(source, [0, 10, 25]);
    values.forEach((value, i) => {
      expect(value).toBeCloseTo(expected[i] as number, 12);
    });
  });
});

describe("recordings", () => {
  const points = "[{ atMs: 100, value: 0 }, { atMs: 110, value: 10 }, { atMs: 130, value: -10 }]";

  it.each([
    ["{}", [0, 0, 5, 10, 0, -10, -10, -10]],
    ['{ between: "hold" }', [0, 0, 0, 10, 10, -10, -10, -10]],
    ['{ after: "loop" }', [-3, 0, 5, 10, 0, -10, -5, 3]],
    ['{ after: "loop", between: "hold" }', [-10, 0, 0, 10, 10, -10, -10, 0]],
    ['{ after: "loop", loopMs: 40 }', [-6, 0, 5, 10, 0, -10, 0, 7]],
  ])("recording(points, %s)", (options, expected) => {
    const times = [-6, 0, 5, 10, 20, 30, 40, 53];
    const values = valuesOf(`recording(${points}, ${options})`, times);
    values.forEach((value, i) => {
      expect(value, `at ${times[i]}`).toBeCloseTo(expected[i] as number, 12);
    });
  });

  it("come from CSV of any usual form", () => {
    const body = `const show = (source: (at: number) => number) => console.log([0, 500, 1000, 1500].map(source).join(" "));
      show(csvRecording("time,temp\\n0,1\\n1,3\\n", { time: "time", unitMs: 1000, value: "temp" }));
      show(csvRecording("\\uFEFFtime;temp\\r\\n10;1,5\\r\\n11;2,5", { time: "time", unitMs: 1000, value: "temp", decimal: "," }));
      show(csvRecording("temp\\tname\\n1\\tx\\n\\n3\\ty\\n", { everyMs: 1000, value: "temp" }));
      show(csvRecording('"a, ""b""",temp\\n"x, y", 1 \\n ,3e0', { everyMs: 1000, value: "temp", between: "hold" }));
      console.log(readCsv('"a, ""b""";c\\n').columns.join("|"));`;
    expect(run(body).lines).toEqual(["1 2 3 3", "1.5 2 2.5 2.5", "1 2 3 3", "1 1 3 3", 'a, "b"|c']);
  });

  it.each([
    ["", "{ value: 'v' }", "csv line 1: no header row, the text is empty"],
    ["v\n", "{ value: 'v' }", "csv: no row but the header"],
    ["v,w\n1,2\n\n3\n", "{ value: 'v' }", "csv line 4: 1 cells, the header has 2"],
    ["v\n1\nx\n", "{ value: 'v' }", 'csv line 3: "x" in column "v" is no number'],
    [
      'v\n1\nx\n2\n""\ny',
      "{ value: 'v' }",
      'csv line 3: "x" in column "v" is no number, nor in lines 5, 6',
    ],
    ["v,w\n1,2", "{ value: 'x' }", 'csv: no column "x", there are v, w'],
    [
      "t,v\n1,2\n1,3",
      "{ time: 't', value: 'v' }",
      "csv line 3: time 1 is not after 1 of the row before",
    ],
    ['v\n"1', "{ value: 'v' }", "csv line 2: the quote at column 1 does not end"],
    ['v,w\n"1"x,2', "{ value: 'v' }", "csv line 2: text after the quote that ends at column 3"],
    [
      "v\n1",
      "{ value: 'v', everyMs: 0 }",
      "csvRecording(everyMs): 0 is out of range, give more than 0",
    ],
  ])("bad CSV is named by its line: %s", (text, options, message) => {
    expect(run(`csvRecording(${JSON.stringify(text)}, ${options});`).end).toBe(
      `VnetosError: ${message}`,
    );
  });
});

describe("sampling", () => {
  const source = "(at: number) => at * 2";
  const show = "console.log(atMs, value, lateMs, missed, now() - begin)";

  it("at a fixed rate, without drift", () => {
    const { lines } = run(`let busy = 0;
      for (const { atMs, value, lateMs, missed } of sampleEvery(${source}, { everyMs: 10, count: 4, startMs: 100 })) {
        ${show};
        sleep(busy); busy += 3;
      }`);
    expect(lines).toEqual(["100 200 0 0 0", "110 220 0 0 10", "120 240 0 0 20", "130 260 0 0 30"]);
  });

  it("a late sample is told, with the value of its moment; none is passed over", () => {
    const { lines } =
      run(`for (const { atMs, value, lateMs, missed } of sampleEvery(${source}, { everyMs: 10, forMs: 45 })) {
        ${show};
        if (atMs === 0) sleep(25);
      }`);
    expect(lines).toEqual([
      "0 0 0 0 0",
      "10 20 15 0 25",
      "20 40 5 0 25",
      "30 60 0 0 30",
      "40 80 0 0 40",
    ]);
  });

  it("or only the newest comes, and counts those that it has missed", () => {
    const { lines } =
      run(`for (const { atMs, value, lateMs, missed } of sampleEvery(${source}, { everyMs: 10, count: 6, late: "newest" })) {
        ${show};
        if (atMs === 0) sleep(38);
        if (atMs === 40) sleep(1000);
      }`);
    expect(lines).toEqual(["0 0 0 0 0", "30 60 8 2 38", "40 80 0 0 40", "50 100 990 0 1040"]);
  });

  it("at given times", () => {
    const { lines } = run(
      `for (const { atMs, value, lateMs, missed } of sampleAt(${source}, [5, 7, 30], { startMs: 6 })) ${show};`,
    );
    expect(lines).toEqual(["5 10 1 0 0", "7 14 0 0 1", "30 60 0 0 24"]);
  });

  it("by a simulated clock takes no time", () => {
    const { lines } = run(`const clock = simulatedClock(50);
      let last = 0;
      for (const { atMs, lateMs } of sampleEvery(${source}, { everyMs: 60_000, forMs: 86_400_000, clock })) last = atMs + lateMs;
      console.log(last, clock.now(), now() - begin);`);
    expect(lines).toEqual(["86340000 86340050 0"]);
  });

  it("stops when the loop does", () => {
    const { lines, end } = run(`for (const { atMs } of sampleEvery(1, { everyMs: 10 })) {
        console.log(atMs);
        if (atMs === 20) break;
      }
      console.log(now() - begin);`);
    expect([...lines, end]).toEqual(["0", "10", "20", "20", "ok"]);
  });
});

describe("events", () => {
  it("a threshold is crossed with hysteresis", () => {
    const { lines, end } = run(`const values = [5, 9, 10, 9, 8, 7.9, 9.9, 10.5, 3];
      const samples = values.map((value, i) => ({ atMs: i, value, from: "b3" }));
      for (const { atMs, edge, from } of crossings(samples, { level: 10, hysteresis: 2 })) console.log(atMs, edge, from);
      for (const { atMs, edge } of crossings([{ atMs: 1, value: 50 }, { atMs: 2, value: 1 }], { level: 10 })) console.log(atMs, edge);`);
    expect(end).toBe("ok");
    expect(lines).toEqual(["2 rise b3", "5 fall b3", "7 rise b3", "8 fall b3", "2 fall"]);
  });

  it("a change is told from the value told last", () => {
    const { lines } = run(`const clock = simulatedClock();
      const samples = sampleEvery(ramp({ from: 0, to: 10, endMs: 100 }), { everyMs: 10, forMs: 150, clock });
      for (const { atMs, value } of changes(samples, { delta: 2 })) console.log(atMs, value);`);
    expect(lines).toEqual(["0 0", "30 3", "60 6", "90 9"]);
  });
});

describe("wrong calls name the argument", () => {
  const wrong: [call: string, message: string][] = [
    ["sine({ periodMs: 0 })", "sine(periodMs): 0 is out of range, give more than 0"],
    ["sine({ periodMs: 1, phase: 0 / 0 })", "sine(phase): NaN is no number"],
    ["square({ periodMs: 5, duty: 2 })", "square(duty): 2 is out of range, give 0..1"],
    ["ramp({ from: 0, to: 1, startMs: 5, endMs: 4 })", "ramp(endMs): 4 comes before startMs 5"],
    [
      "gaussianNoise({ seed: 0.5, deviation: 1 })",
      "gaussianNoise(seed): 0.5 is no whole number 0..2147483645",
    ],
    [
      "gaussianNoise({ seed: 1, deviation: -1 })",
      "gaussianNoise(deviation): -1 is out of range, give 0 or more",
    ],
    ["uniformNoise({ seed: 1, from: 0, to: 1 / 0 })", "uniformNoise(to): Infinity is no number"],
    [
      "randomWalk({ seed: 1, deviation: 1, everyMs: -1 })",
      "randomWalk(everyMs): -1 is out of range, give more than 0",
    ],
    [
      "spikes({ seed: 1, chance: 1.5, height: 1 })",
      "spikes(chance): 1.5 is out of range, give 0..1",
    ],
    [
      "dropOuts(1, { seed: 1, chance: 0.5, lengthMs: 1001 })",
      "dropOuts(lengthMs): 1001 is more than 1000 steps of 1 ms",
    ],
    ["quantise(1, 0)", "quantise(step): 0 is out of range, give more than 0"],
    ["clip(1, 3, 2)", "clip(high): 2 is below low 3"],
    ["recording([])", "recording(points): none is given"],
    [
      "recording([{ atMs: 1, value: 1 }, { atMs: 1, value: 2 }])",
      "recording(points[1].atMs): 1 is not after the point before it",
    ],
    [
      "recording([{ atMs: 1, value: 1 }, { atMs: 9, value: 2 }], { after: 'loop', loopMs: 5 })",
      "recording(loopMs): 5 is less than the recording's 8 ms",
    ],
    ["sampleEvery(1, { everyMs: 0 })", "sampleEvery(everyMs): 0 is out of range, give more than 0"],
    [
      "sampleEvery(1, { everyMs: 1, count: -1 })",
      "sampleEvery(count): -1 is out of range, give 0 or more",
    ],
    [
      "sampleEvery(1, { everyMs: 1, late: 'never' as 'all' })",
      'sampleEvery(late): "never" is neither "all" nor "newest"',
    ],
    ["sampleAt(1, [3, 3])", "sampleAt(timesMs[1]): 3 is not after 3"],
    [
      "crossings([], { level: 1, hysteresis: -1 })",
      "crossings(hysteresis): -1 is out of range, give 0 or more",
    ],
    ["changes([], { delta: -0.5 })", "changes(delta): -0.5 is out of range, give 0 or more"],
  ];

  it.each(wrong)("%s", (call, message) => {
    expect(run(`${call};`).end).toBe(`VnetosError: ${message}`);
  });
});
