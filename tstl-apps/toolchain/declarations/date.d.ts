/** A moment, in UTC: boards know no time zone, and no calendar of their own. `now()` of the library measures time. */
interface Date {
  getTime(): number;
  getUTCDate(): number;
  getUTCDay(): number;
  getUTCFullYear(): number;
  getUTCHours(): number;
  getUTCMilliseconds(): number;
  getUTCMinutes(): number;
  getUTCMonth(): number;
  getUTCSeconds(): number;
  setTime(time: number): number;
  toISOString(): string;
  toJSON(key?: string): string;
  valueOf(): number;
}
interface DateConstructor {
  /** Milliseconds since 1970, another date, or a text such as 2026-01-31 or 2026-01-31T12:00:00Z. */
  new (value: number | string | Date): Date;
  /** Without a calendar and a time zone there is none: refused, with advice. */
  new (...parts: number[]): Date;
  readonly prototype: Date;
  UTC(
    year: number,
    month?: number,
    day?: number,
    hours?: number,
    minutes?: number,
    seconds?: number,
    ms?: number,
  ): number;
  parse(text: string): number;
}
declare const Date: DateConstructor;
