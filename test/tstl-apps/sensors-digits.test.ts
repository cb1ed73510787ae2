import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../support/cli.ts";
import { compileProgram } from "../toolchain/support/compile.ts";
import { runInNode } from "../toolchain/support/node-reference.ts";
import { VMS } from "../toolchain/support/vms.ts";

const LIB = join(ROOT, "tstl-apps/lib");

/** The library's files as those of an app, for Node.js; without a board's clock. */
function libraryFiles(): Record<string, string> {
  const names = [
    "sensors.ts",
    "vnetos-error.ts",
    ...readdirSync(join(LIB, "sensors")).map((name) => `sensors/${name}`),
  ];
  const files = names.map((name) => [`lib/${name}`, readFileSync(join(LIB, name), "utf8")]);
  return { ...Object.fromEntries(files), "lib/time.ts": "export const now = 0, sleep = 0;" };
}

const PROGRAM = `import { add, clip, csvRecording, delay, dropOuts, gaussianNoise, quantise, ramp, randomWalk, recording,
    sampleEvery, sawtooth, scale, simulatedClock, sine, spikes, square, triangle, uniformNoise } from "vnetos/sensors";
  const wave = sine({ periodMs: 977, amplitude: 3, mean: 20, phase: 0.1 });
  const seed = 42;
  const sources = {
    wave,
    other: add(square({ periodMs: 70 }), triangle({ periodMs: 90 }), sawtooth({ periodMs: 110 })),
    ramp: ramp({ from: 1, to: 3, startMs: 100, endMs: 331 }),
    gauss: gaussianNoise({ seed, deviation: 0.7 }),
    uniform: uniformNoise({ seed, from: -1, to: 2, everyMs: 0.25 }),
    walk: randomWalk({ seed, deviation: 0.3 }),
    spikes: spikes({ seed, chance: 0.2, height: 9 }),
    stuck: dropOuts(wave, { seed, chance: 0.1, everyMs: 3, lengthMs: 30, reads: "stuck" }),
    recorded: recording([{ atMs: 5, value: 1 }, { atMs: 17, value: -3 }, { atMs: 31, value: 8 }], { after: "loop" }),
    csv: csvRecording("\\uFEFFt;v\\r\\n0;1,5\\r\\n\\r\\n20;\\"2,75\\"\\r\\n", { time: "t", value: "v", decimal: "," }),
    shaped: clip(quantise(delay(scale(wave, 1.7), 40), 0.1), 31, 37.5),
  };
  for (const atMs of [-1e12, -70.5, -1, 0, 0.1, 1, 2, 3, 50, 122.125, 1023, 1024, 1025, 99999, 4294967296, 4.5e15]) {
    console.log(atMs, sources.wave(atMs), sources.other(atMs), sources.ramp(atMs), sources.gauss(atMs));
    console.log(sources.uniform(atMs), sources.walk(atMs), sources.spikes(atMs), sources.stuck(atMs));
    console.log(sources.recorded(atMs), sources.csv(atMs), sources.shaped(atMs));
  }
  let sum = 0;
  const all = add(sources.gauss, sources.uniform, sources.walk, sources.stuck, sources.spikes);
  const clock = simulatedClock(17.5);
  for (const { atMs, value } of sampleEvery(all, { everyMs: 0.9, count: 300, clock })) {
    sum += value;
    if (atMs > 260) console.log(atMs, value);
  }
  console.log(sum);`;

const { lua } = compileProgram({ "main.ts": PROGRAM });
const inNode = runInNode({
  ...libraryFiles(),
  "main.ts": PROGRAM.replace("vnetos/sensors", "./lib/sensors.ts"),
});

describe.each(VMS)("on $name", (vm) => {
  it.skipIf(vm.missing)("sources have the digits that they have in Node.js", async () => {
    const outcome = vm.run(lua);
    expect(outcome.error?.message).toBeUndefined();
    const expected = await inNode;
    expect(expected.length).toBeGreaterThan(50);
    expect(outcome.lines).toEqual(expected);
  });
});
