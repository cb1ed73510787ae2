/** Steps of the heat scale; `--heat-0` to `--heat-5` in the style sheet. */
export const HEAT_STEPS = 6;

/** Bytes that a full bar stands for: the fullest there has been, but never so little that noise looks like load. */
export function heatScale(highest: readonly number[]): number {
  return Math.max(1_024, ...highest);
}

/** 0 only for an empty queue. */
export function heatStep(bytes: number, scale: number): number {
  if (bytes <= 0) return 0;
  return Math.min(HEAT_STEPS - 1, 1 + Math.floor((bytes / scale) * (HEAT_STEPS - 1)));
}
