/**
 * `vnetos/sensors`: signals that nobody has to measure, and sampling of them. Only re-exports: a program carries what it
 * uses.
 */
export { add } from "./sensors/add.ts";
export { type ChangeOptions, changes } from "./sensors/changes.ts";
export { type Clock, simulatedClock } from "./sensors/clock.ts";
export { type Crossing, crossings, type ThresholdOptions } from "./sensors/crossings.ts";
export { type CsvOptions, type CsvRow, type CsvTable, numbersOf, readCsv } from "./sensors/csv.ts";
export { type CsvRecordingOptions, csvRecording } from "./sensors/csv-recording.ts";
export { type DropOutOptions, dropOuts } from "./sensors/drop-outs.ts";
export {
  type GaussianOptions,
  gaussianNoise,
  type NoiseOptions,
  type UniformOptions,
  uniformNoise,
} from "./sensors/noise.ts";
export { type RampOptions, ramp } from "./sensors/ramp.ts";
export { randomWalk } from "./sensors/random-walk.ts";
export { type PlayOptions, type Point, recording } from "./sensors/recording.ts";
export type { Sample } from "./sensors/sample.ts";
export { type SampleAtOptions, sampleAt } from "./sensors/sample-at.ts";
export { type SampleEveryOptions, sampleEvery } from "./sensors/sample-every.ts";
export { clip, delay, quantise, scale } from "./sensors/shape.ts";
export { sine } from "./sensors/sine.ts";
export type { Source, SourceLike } from "./sensors/source.ts";
export type { SourceDocument, SourceForm } from "./sensors/source-form.ts";
export { sourceFrom } from "./sensors/source-from.ts";
export { type SpikeOptions, spikes } from "./sensors/spikes.ts";
export type { WaveOptions } from "./sensors/wave.ts";
export { type SquareOptions, sawtooth, square, triangle } from "./sensors/waves.ts";
