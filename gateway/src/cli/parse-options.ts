import { InvalidArgumentError } from "commander";

/** A number between `low` and `high`; commander turns the refusal into wrong usage (exit code 2). */
export function numberIn(low: number, high: number, what: string): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() === "" || !(value >= low && value <= high))
      throw new InvalidArgumentError(`${what} must be a number from ${low} to ${high}.`);
    return value;
  };
}

export function wholeIn(low: number, high: number, what: string): (text: string) => number {
  const parse = numberIn(low, high, what);
  return (text) => {
    const value = parse(text);
    if (!Number.isInteger(value)) throw new InvalidArgumentError(`${what} must be a whole number.`);
    return value;
  };
}

/** `b0,b3,b5` as a list. */
export function names(text: string): string[] {
  const list = text.split(",").map((name) => name.trim());
  if (list.includes("")) throw new InvalidArgumentError("names are joined by commas: b0,b3,b5.");
  return list;
}

/** `b3/2` as node and number. */
export function nodeAndNumber(what: string): (text: string) => { node: string; number: number } {
  return (text) => {
    const match = /^([A-Za-z0-9][A-Za-z0-9._-]*)\/(\d{1,9})$/.exec(text);
    if (!match) throw new InvalidArgumentError(`${what} is written as in b3/2.`);
    return { node: match[1] as string, number: Number(match[2]) };
  };
}
