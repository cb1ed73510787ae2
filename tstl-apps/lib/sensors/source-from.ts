import { VnetosError } from "../vnetos-error.ts";
import { add } from "./add.ts";
import { type CsvRecordingOptions, csvRecording } from "./csv-recording.ts";
import { type DropOutOptions, dropOuts } from "./drop-outs.ts";
import {
  either,
  type Fields,
  listOf,
  number,
  objectAt,
  type Rule,
  readFields,
  refused,
  text,
  word,
} from "./form-fields.ts";
import { type GaussianOptions, gaussianNoise, type UniformOptions, uniformNoise } from "./noise.ts";
import { type RampOptions, ramp } from "./ramp.ts";
import { randomWalk } from "./random-walk.ts";
import { type PlayOptions, type Point, recording } from "./recording.ts";
import { clip, delay, quantise, scale } from "./shape.ts";
import { sine } from "./sine.ts";
import { type Source, sourceOf } from "./source.ts";
import type { SourceDocument } from "./source-form.ts";
import { type SpikeOptions, spikes } from "./spikes.ts";
import type { WaveOptions } from "./wave.ts";
import { type SquareOptions, sawtooth, square, triangle } from "./waves.ts";

/** A kind of source: the fields of its form, and what is made of them. */
interface Kind extends Fields {
  readonly make: (fields: never) => Source;
}

interface Shaped {
  readonly source: Source;
}

const wave = {
  needed: { periodMs: number },
  optional: { amplitude: number, mean: number, phase: number },
};
const chance = { seed: number };
const steps = { everyMs: number };
const gaussian = { needed: { ...chance, deviation: number }, optional: steps };
const play = { between: word("line", "hold"), after: word("hold", "loop"), loopMs: number };
const csv = {
  separator: text,
  decimal: word(".", ","),
  time: text,
  unitMs: number,
  everyMs: number,
};

const point: Rule = (value, at) =>
  readFields(value, at, { needed: { atMs: number, value: number }, optional: {} });

const source: Rule = (value, at) => makeSource(value, at);

const KINDS: Readonly<Record<string, Kind>> = {
  sine: { ...wave, make: (form: WaveOptions) => sine(form) },
  triangle: { ...wave, make: (form: WaveOptions) => triangle(form) },
  sawtooth: { ...wave, make: (form: WaveOptions) => sawtooth(form) },
  square: {
    needed: wave.needed,
    optional: { ...wave.optional, duty: number },
    make: (form: SquareOptions) => square(form),
  },
  ramp: {
    needed: { from: number, to: number, endMs: number },
    optional: { startMs: number },
    make: (form: RampOptions) => ramp(form),
  },
  recording: {
    needed: { points: listOf(point) },
    optional: play,
    make: (form: PlayOptions & { points: readonly Point[] }) => recording(form.points, form),
  },
  csvRecording: {
    needed: { text, value: text },
    optional: { ...play, ...csv },
    make: (form: CsvRecordingOptions & { text: string }) => csvRecording(form.text, form),
  },
  gaussianNoise: { ...gaussian, make: (form: GaussianOptions) => gaussianNoise(form) },
  randomWalk: { ...gaussian, make: (form: GaussianOptions) => randomWalk(form) },
  uniformNoise: {
    needed: { ...chance, from: number, to: number },
    optional: steps,
    make: (form: UniformOptions) => uniformNoise(form),
  },
  spikes: {
    needed: { ...chance, chance: number, height: number },
    optional: steps,
    make: (form: SpikeOptions) => spikes(form),
  },
  add: {
    needed: { sources: listOf(source) },
    optional: {},
    make: (form: { sources: readonly Source[] }) => add(...form.sources),
  },
  scale: {
    needed: { source, factor: number },
    optional: {},
    make: (form: Shaped & { factor: number }) => scale(form.source, form.factor),
  },
  delay: {
    needed: { source, byMs: number },
    optional: {},
    make: (form: Shaped & { byMs: number }) => delay(form.source, form.byMs),
  },
  quantise: {
    needed: { source, step: number },
    optional: {},
    make: (form: Shaped & { step: number }) => quantise(form.source, form.step),
  },
  clip: {
    needed: { source, low: number, high: number },
    optional: {},
    make: (form: Shaped & { low: number; high: number }) => clip(form.source, form.low, form.high),
  },
  dropOuts: {
    needed: { source, ...chance, chance: number },
    optional: {
      ...steps,
      lengthMs: number,
      reads: either((value) => typeof value === "number", number, word("stuck")),
    },
    make: (form: Shaped & DropOutOptions) => dropOuts(form.source, form),
  },
};

/**
 * The source that a document describes, for example one that came as input. All functions that make sources have their
 * plain form: `SourceForm`. What is wrong is told with its place in the document.
 *
 * @throws VnetosError `bad-request`: `sourceFrom(source.sources[1].seed): nothing is no number`.
 *
 * ```ts
 * const document: SourceDocument = { version: 1, source: { kind: "sine", periodMs: 60_000, mean: 20 } };
 * const text = JSON.stringify(document);
 * const temperature = sourceFrom(JSON.parse(text));
 * ```
 */
export function sourceFrom(document: SourceDocument): Source {
  const given = objectAt(document, "document");
  if (given.version !== 1) {
    throw refused("version", `${given.version} is no version that is known here, only 1`);
  }
  return makeSource(given.source, "source");
}

function makeSource(form: unknown, at: string): Source {
  if (typeof form === "number") return sourceOf(at, form);
  const { kind: name, ...fields } = objectAt(form, at);
  const kind = KINDS[word(...Object.keys(KINDS))(name, `${at}.kind`) as string] as Kind;
  const read = readFields(fields, at, kind);
  try {
    return kind.make(read as never);
  } catch (error) {
    // What a value may be is known to who makes the source of it: `sine(periodMs): 0 is out of range`.
    if (error instanceof VnetosError) throw refused(at, error.message);
    throw error;
  }
}
