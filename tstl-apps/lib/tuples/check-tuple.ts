import { VnetosError } from "../vnetos-error.ts";
import { isFormal, type Pattern, type Tuple } from "./pattern.ts";

/** Throws unless it is a list of one field or more. */
export function checkTuple(tuple: Tuple): void {
  if (Array.isArray(tuple) && tuple.length > 0) return;
  throw new VnetosError("bad-request", "out(tuple): a tuple is a list of one value or more");
}

/** Throws unless every place holds a text, a number, a truth value or a formal. */
export function checkPattern(call: string, pattern: Pattern): void {
  if (!Array.isArray(pattern) || pattern.length === 0) {
    const advice = "a pattern is a list of one place or more";
    throw new VnetosError("bad-request", `${call}(pattern): ${advice}`);
  }
  for (let i = 0; i < pattern.length; i++) {
    const place: unknown = pattern[i];
    if (isPlain(place) || isFormal(place)) continue;
    const advice = "give a text, a number, true, false, or a formal such as aNumber or anything";
    throw new VnetosError(
      "bad-request",
      `${call}(pattern): place ${i} cannot be compared: ${advice}`,
    );
  }
}

function isPlain(place: unknown): boolean {
  return typeof place === "string" || typeof place === "number" || typeof place === "boolean";
}
