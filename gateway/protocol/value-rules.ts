/**
 * The rules that the fields of requests follow. Few and plain, so that a table in C can mirror them: a rule takes a
 * JSON value and where it stands, and answers the value or throws VnetosError `bad-request` with both in its message.
 */
import { VnetosError } from "./errors.ts";
import { NAME_PATTERN } from "./limits.ts";
import { utf8Encode } from "./utf8.ts";

export type Rule<T> = (value: unknown, at: string) => T;

const SHA256_PATTERN = /^[0-9a-f]{64}$/;

export const boolean: Rule<boolean> = (value, at) =>
  typeof value === "boolean" ? value : refuse(at, "true or false", value);

/** A whole number: `2`, `2.0` and `2e0` are the same. */
export function integer(low: number, high: number): Rule<number> {
  return (value, at) =>
    Number.isInteger(value) && isWithin(value, low, high)
      ? value + 0
      : refuse(at, `a whole number of ${low}..${high}`, value);
}

export function number(low: number, high: number): Rule<number> {
  return (value, at) =>
    isWithin(value, low, high) ? value + 0 : refuse(at, `a number of ${low}..${high}`, value);
}

/** Length in bytes of UTF-8. */
export function text(low: number, high: number): Rule<string> {
  return (value, at) =>
    typeof value === "string" && isWithin(utf8Encode(value).length, low, high)
      ? value
      : refuse(at, `text of ${low}..${high} bytes`, value);
}

export const name: Rule<string> = (value, at) =>
  typeof value === "string" && NAME_PATTERN.test(value)
    ? value
    : refuse(at, "a name (1..63 letters, digits, . _ -, a letter or digit first)", value);

export const sha256: Rule<string> = (value, at) =>
  typeof value === "string" && SHA256_PATTERN.test(value)
    ? value
    : refuse(at, "a SHA-256 (64 lower-case hexadecimal digits)", value);

export function oneOf<const T extends string>(...choices: readonly T[]): Rule<T> {
  return (value, at) =>
    choices.find((choice) => choice === value) ?? refuse(at, `one of ${choices.join(", ")}`, value);
}

export function list<T>(item: Rule<T>, low: number, high: number): Rule<readonly T[]> {
  return (value, at) => {
    if (!Array.isArray(value)) return refuse(at, "a list", value);
    if (!isWithin(value.length, low, high)) {
      return refuse(at, `a list of ${low}..${high} items`, `${value.length} items`);
    }
    return value.map((entry, i) => item(entry, `${at}[${i}]`));
  };
}

/** An object; fields without a rule are passed over, so that later versions may add some. */
export function object<T extends object>(
  rules: {
    readonly [K in keyof T]-?: Rule<T[K]>;
  },
): Rule<T> {
  const entries = Object.entries(rules) as [string, Rule<unknown>][];
  return (value, at) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return refuse(at, "an object", value);
    }
    const found: Record<string, unknown> = {};
    for (const [field, rule] of entries) {
      const given = Object.hasOwn(value, field) ? (value as typeof found)[field] : undefined;
      const taken = rule(given, at === "" ? field : `${at}.${field}`);
      if (taken !== undefined) found[field] = taken;
    }
    return found as T;
  };
}

/** The field may be missing. `null` is not missing. */
export function optional<T>(rule: Rule<T>): Rule<T | undefined> {
  return (value, at) => (value === undefined ? undefined : rule(value, at));
}

/** A whole number written in decimal digits, as in a query or a path. */
export function decimal(low: number, high: number): Rule<number> {
  const range = integer(low, high);
  return (value, at) =>
    typeof value === "string" && /^(?:0|[1-9][0-9]{0,15})$/.test(value)
      ? range(Number(value), at)
      : refuse(at, `a whole number of ${low}..${high}`, value);
}

/** @throws VnetosError `bad-request` */
export function refuse(at: string, wanted: string, value: unknown): never {
  const what = at === "" ? "the body" : at;
  throw new VnetosError("bad-request", `${what}: must be ${wanted}, not ${shown(value)}`);
}

function shown(value: unknown): string {
  if (value === undefined) return "missing";
  const full = JSON.stringify(value);
  return full.length > 80 ? `${full.slice(0, 77)}...` : full;
}

function isWithin(value: unknown, low: number, high: number): value is number {
  return typeof value === "number" && value >= low && value <= high;
}
