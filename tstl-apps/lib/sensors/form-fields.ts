import { VnetosError } from "../vnetos-error.ts";

// From what JSON has brought to fields of known types. `at` is where in the document: `source.sources[1].seed`.

/** Answers the value when it is what it should be, else throws and names it. */
export type Rule = (value: unknown, at: string) => unknown;

/** The fields that a form may have. */
export interface Fields {
  readonly needed: Readonly<Record<string, Rule>>;
  readonly optional: Readonly<Record<string, Rule>>;
}

export const number: Rule = (value, at) => {
  if (typeof value === "number" && value - value === 0) return value;
  throw refused(at, `${shown(value)} is no number`);
};

export const text: Rule = (value, at) => {
  if (typeof value === "string") return value;
  throw refused(at, `${shown(value)} is no text`);
};

export function word(...words: readonly string[]): Rule {
  return (value, at) => {
    if (words.some((each) => each === value)) return value;
    throw refused(at, `${shown(value)} is none of ${words.join(", ")}`);
  };
}

export function either(one: (value: unknown) => boolean, first: Rule, otherwise: Rule): Rule {
  return (value, at) => (one(value) ? first(value, at) : otherwise(value, at));
}

export function listOf(item: Rule): Rule {
  return (value, at) => {
    if (!Array.isArray(value)) throw refused(at, `${shown(value)} is no list`);
    return (value as unknown[]).map((each, i) => item(each, `${at}[${i}]`));
  };
}

/** The fields of an object, each read by its rule; a field that is not known is an error. */
export function readFields(
  value: unknown,
  at: string,
  { needed, optional }: Fields,
): Record<string, unknown> {
  const given = objectAt(value, at);
  for (const name of Object.keys(given)) {
    if (needed[name] !== undefined || optional[name] !== undefined) continue;
    const known = [...Object.keys(needed), ...Object.keys(optional)];
    throw refused(`${at}.${name}`, `there is no such field here, only ${known.join(", ")}`);
  }
  const read: Record<string, unknown> = {};
  for (const [name, rule] of Object.entries(needed))
    read[name] = rule(given[name], `${at}.${name}`);
  for (const [name, rule] of Object.entries(optional)) {
    if (given[name] !== undefined) read[name] = rule(given[name], `${at}.${name}`);
  }
  return read;
}

export function objectAt(value: unknown, at: string): Record<string, unknown> {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw refused(at, `${shown(value)} is no object`);
}

export function refused(at: string, why: string): VnetosError {
  return new VnetosError("bad-request", `sourceFrom(${at}): ${why}`);
}

function shown(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "string") return `"${value}"`;
  if (typeof value === "object") return Array.isArray(value) ? "a list" : "an object";
  return `${value}`;
}
