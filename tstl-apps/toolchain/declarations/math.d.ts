interface Mathematics {
  readonly E: number;
  readonly LN10: number;
  readonly LN2: number;
  readonly LOG10E: number;
  readonly LOG2E: number;
  readonly PI: number;
  readonly SQRT1_2: number;
  readonly SQRT2: number;
  abs(x: number): number;
  acos(x: number): number;
  acosh(x: number): number;
  asin(x: number): number;
  asinh(x: number): number;
  atan(x: number): number;
  atanh(x: number): number;
  atan2(y: number, x: number): number;
  cbrt(x: number): number;
  ceil(x: number): number;
  /** Leading zeros of x as a 32-bit number. */
  clz32(x: number): number;
  cos(x: number): number;
  cosh(x: number): number;
  exp(x: number): number;
  /** exp(x) - 1, exact near 0. */
  expm1(x: number): number;
  floor(x: number): number;
  /** The nearest 32-bit float. */
  fround(x: number): number;
  hypot(...values: number[]): number;
  /** Product of two 32-bit integers, its low 32 bits. */
  imul(x: number, y: number): number;
  log(x: number): number;
  /** log(1 + x), exact near 0. */
  log1p(x: number): number;
  log10(x: number): number;
  log2(x: number): number;
  max(...values: number[]): number;
  min(...values: number[]): number;
  pow(x: number, y: number): number;
  /** Other digits in every run; `random(seed)` of the library repeats. */
  random(): number;
  round(x: number): number;
  sign(x: number): number;
  sin(x: number): number;
  sinh(x: number): number;
  sqrt(x: number): number;
  tan(x: number): number;
  tanh(x: number): number;
  trunc(x: number): number;
}
declare const Math: Mathematics;
