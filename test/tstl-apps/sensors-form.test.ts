import { expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileText } from "../support/node-world-compile.ts";

const IMPORTS = `import { add, clip, csvRecording, delay, dropOuts, gaussianNoise, quantise, ramp, randomWalk, recording,
  sawtooth, scale, sine, type SourceDocument, sourceFrom, spikes, square, triangle, uniformNoise } from "vnetos/sensors";`;

/** The form of each kind, and the same source made by calls. */
const FORMS: [form: string, made: string][] = [
  ["20.5", "() => 20.5"],
  [
    '{ kind: "sine", periodMs: 70, amplitude: 3, mean: 2, phase: 0.1 }',
    "sine({ periodMs: 70, amplitude: 3, mean: 2, phase: 0.1 })",
  ],
  ['{ kind: "square", periodMs: 70, duty: 0.2 }', "square({ periodMs: 70, duty: 0.2 })"],
  ['{ kind: "triangle", periodMs: 70 }', "triangle({ periodMs: 70 })"],
  ['{ kind: "sawtooth", periodMs: 70 }', "sawtooth({ periodMs: 70 })"],
  [
    '{ kind: "ramp", from: 1, to: 5, startMs: 20, endMs: 90 }',
    "ramp({ from: 1, to: 5, startMs: 20, endMs: 90 })",
  ],
  [
    '{ kind: "recording", points: [{ atMs: 0, value: 1 }, { atMs: 40, value: 7 }], between: "hold", after: "loop", loopMs: 60 }',
    'recording([{ atMs: 0, value: 1 }, { atMs: 40, value: 7 }], { between: "hold", after: "loop", loopMs: 60 })',
  ],
  [
    '{ kind: "csvRecording", text: "s;v\\n0;1,5\\n1;4\\n", time: "s", unitMs: 50, value: "v", decimal: "," }',
    'csvRecording("s;v\\n0;1,5\\n1;4\\n", { time: "s", unitMs: 50, value: "v", decimal: "," })',
  ],
  [
    '{ kind: "gaussianNoise", seed: 3, deviation: 2, everyMs: 10 }',
    "gaussianNoise({ seed: 3, deviation: 2, everyMs: 10 })",
  ],
  [
    '{ kind: "randomWalk", seed: 3, deviation: 2, everyMs: 10 }',
    "randomWalk({ seed: 3, deviation: 2, everyMs: 10 })",
  ],
  [
    '{ kind: "uniformNoise", seed: 3, from: -1, to: 4 }',
    "uniformNoise({ seed: 3, from: -1, to: 4 })",
  ],
  [
    '{ kind: "spikes", seed: 3, chance: 0.5, height: 9, everyMs: 7 }',
    "spikes({ seed: 3, chance: 0.5, height: 9, everyMs: 7 })",
  ],
  [
    '{ kind: "add", sources: [1, { kind: "ramp", from: 0, to: 9, endMs: 90 }] }',
    "add(1, ramp({ from: 0, to: 9, endMs: 90 }))",
  ],
  [
    '{ kind: "scale", source: { kind: "triangle", periodMs: 70 }, factor: 3 }',
    "scale(triangle({ periodMs: 70 }), 3)",
  ],
  [
    '{ kind: "delay", source: { kind: "triangle", periodMs: 70 }, byMs: 5 }',
    "delay(triangle({ periodMs: 70 }), 5)",
  ],
  [
    '{ kind: "quantise", source: { kind: "triangle", periodMs: 70 }, step: 0.25 }',
    "quantise(triangle({ periodMs: 70 }), 0.25)",
  ],
  [
    '{ kind: "clip", source: { kind: "triangle", periodMs: 70 }, low: -0.5, high: 0.5 }',
    "clip(triangle({ periodMs: 70 }), -0.5, 0.5)",
  ],
  [
    '{ kind: "dropOuts", source: { kind: "triangle", periodMs: 70 }, seed: 1, chance: 0.3, everyMs: 9, lengthMs: 18, reads: "stuck" }',
    'dropOuts(triangle({ periodMs: 70 }), { seed: 1, chance: 0.3, everyMs: 9, lengthMs: 18, reads: "stuck" })',
  ],
];

it("every kind comes through JSON as the source that the calls make", () => {
  const checks = FORMS.map(
    ([form, made]) => `check(${JSON.stringify(form)}, { version: 1, source: ${form} }, ${made});`,
  );
  const [result] = runWorld(
    compileText(`${IMPORTS}
      function check(name: string, document: SourceDocument, made: (atMs: number) => number): void {
        const read = sourceFrom(JSON.parse(JSON.stringify(document)));
        for (let at = -30; at < 200; at += 13)
          if (read(at) !== made(at)) console.log(name + " at " + at + ": " + read(at) + " and not " + made(at));
      }
      ${checks.join("\n")}
      console.log("done");`),
    { size: 1 },
  );
  expect(result).toMatchObject({ end: "ok", lines: ["done"] });
});

const WRONG: [document: string, message: string][] = [
  ["3", "document): 3 is no object"],
  ["{}", "version): undefined is no version that is known here, only 1"],
  ['{"version":2,"source":1}', "version): 2 is no version that is known here, only 1"],
  ['{"version":1}', "source): nothing is no object"],
  ['{"version":1,"source":"sine"}', 'source): "sine" is no object'],
  ['{"version":1,"source":[]}', "source): a list is no object"],
  ['{"version":1,"source":{"kind":"sinus"}}', 'source.kind): "sinus" is none of sine, triangle'],
  ['{"version":1,"source":{"kind":"toString"}}', 'source.kind): "toString" is none of sine'],
  ['{"version":1,"source":{"periodMs":3}}', "source.kind): nothing is none of sine"],
  ['{"version":1,"source":{"kind":"sine"}}', "source.periodMs): nothing is no number"],
  ['{"version":1,"source":{"kind":"sine","periodMs":"3"}}', 'source.periodMs): "3" is no number'],
  [
    '{"version":1,"source":{"kind":"sine","periodMs":0}}',
    "source): sine(periodMs): 0 is out of range, give more than 0",
  ],
  [
    '{"version":1,"source":{"kind":"sine","periodMs":3,"offset":1}}',
    "source.offset): there is no such field here, only periodMs, amplitude, mean, phase",
  ],
  [
    '{"version":1,"source":{"kind":"add","sources":[1,{"kind":"spikes","chance":1,"height":1}]}}',
    "source.sources[1].seed): nothing is no number",
  ],
  ['{"version":1,"source":{"kind":"add","sources":4}}', "source.sources): 4 is no list"],
  [
    '{"version":1,"source":{"kind":"recording","points":[{"atMs":0,"value":1},{"atMs":1}]}}',
    "source.points[1].value): nothing is no number",
  ],
  [
    '{"version":1,"source":{"kind":"recording","points":[{"atMs":0,"value":1}],"after":"stop"}}',
    'source.after): "stop" is none of hold, loop',
  ],
  [
    '{"version":1,"source":{"kind":"scale","factor":2,"source":{"kind":"ramp","from":1,"to":2,"endMs":-1}}}',
    "source.source): ramp(endMs): -1 comes before startMs 0",
  ],
  [
    '{"version":1,"source":{"kind":"dropOuts","source":1,"seed":1,"chance":0.1,"reads":"nothing"}}',
    'source.reads): "nothing" is none of stuck',
  ],
  ['{"version":1,"source":{"kind":"csvRecording","text":"a\\n1\\n","value":"b"}}', "source): csv"],
];

it("what is wrong is told with its place", () => {
  const program = compileText(`${IMPORTS}
    import { args } from "vnetos";
    for (const text of args) {
      try { sourceFrom(JSON.parse(text)); console.log("taken"); } catch (error) { console.log(String(error)); }
    }`);
  const [result] = runWorld(program, { size: 1, args: WRONG.map(([text]) => text) });
  WRONG.forEach(([text, message], i) => {
    expect(result?.lines[i], text).toContain(`VnetosError: sourceFrom(${message}`);
  });
});
