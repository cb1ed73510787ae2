import type { CsvRecordingOptions } from "./csv-recording.ts";
import type { DropOutOptions } from "./drop-outs.ts";
import type { GaussianOptions, UniformOptions } from "./noise.ts";
import type { RampOptions } from "./ramp.ts";
import type { PlayOptions, Point } from "./recording.ts";
import type { SpikeOptions } from "./spikes.ts";
import type { WaveOptions } from "./wave.ts";
import type { SquareOptions } from "./waves.ts";

/**
 * A source as plain data, which JSON can carry: `kind` is the name of the function that makes it, the other fields are
 * that function's options and arguments. A number is the source that never changes.
 */
export type SourceForm =
  | number
  | (WaveOptions & { readonly kind: "sine" | "triangle" | "sawtooth" })
  | (SquareOptions & { readonly kind: "square" })
  | (RampOptions & { readonly kind: "ramp" })
  | (PlayOptions & { readonly kind: "recording"; readonly points: readonly Point[] })
  | (CsvRecordingOptions & { readonly kind: "csvRecording"; readonly text: string })
  | (GaussianOptions & { readonly kind: "gaussianNoise" | "randomWalk" })
  | (UniformOptions & { readonly kind: "uniformNoise" })
  | (SpikeOptions & { readonly kind: "spikes" })
  | { readonly kind: "add"; readonly sources: readonly SourceForm[] }
  | { readonly kind: "scale"; readonly source: SourceForm; readonly factor: number }
  | { readonly kind: "delay"; readonly source: SourceForm; readonly byMs: number }
  | { readonly kind: "quantise"; readonly source: SourceForm; readonly step: number }
  | {
      readonly kind: "clip";
      readonly source: SourceForm;
      readonly low: number;
      readonly high: number;
    }
  | (DropOutOptions & { readonly kind: "dropOuts"; readonly source: SourceForm });

/** A source as it is kept in a file or sent to a node. */
export interface SourceDocument {
  /** Of this form. */
  readonly version: 1;
  readonly source: SourceForm;
}
