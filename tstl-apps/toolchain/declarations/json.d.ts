interface JSON {
  /** Annotate what comes out: `const point: Point = JSON.parse(text)`. */
  parse(text: string): any;
  /** Throws an error that names the place when `value` holds what JSON cannot carry: functions, cycles, NaN. */
  stringify(value: unknown): string;
}
declare const JSON: JSON;
