/** What a field of a tuple may hold: a value that a pattern can name, or any other that JSON can carry. */
export type Tuple = readonly unknown[];

/** A place in a pattern that any value of a type fits; the reader gets the value. Made by the constants below. */
export interface Formal<T> {
  readonly formal: "number" | "string" | "boolean" | "list" | "object" | "any";
  /** Only for the compiler. */
  readonly type?: T;
}

/** A pattern: at each place a value that must be equal, or a formal that fits any value of its type. */
export type Pattern = readonly (string | number | boolean | Formal<unknown>)[];

/** The tuple that a pattern fits: each formal replaced by its type. */
export type Matched<P extends Pattern> = {
  -readonly [I in keyof P]: P[I] extends Formal<infer T> ? T : P[I];
};

/** Fits any number. */
export const aNumber: Formal<number> = { formal: "number" };
/** Fits any text. */
export const aString: Formal<string> = { formal: "string" };
/** Fits true and false. */
export const aBoolean: Formal<boolean> = { formal: "boolean" };
/** Fits anything. */
export const anything: Formal<unknown> = { formal: "any" };

/**
 * Fits any list; its type is yours to say.
 *
 * ```ts
 * const [, row] = space.in(["row", aList<number>()]);
 * ```
 */
export function aList<T>(): Formal<T[]> {
  return { formal: "list" };
}

/** Fits any object; its type is yours to say. */
export function anObject<T extends object>(): Formal<T> {
  return { formal: "object" };
}

/** Whether a tuple fits a pattern. */
export function matches(pattern: Pattern, tuple: Tuple): boolean {
  if (pattern.length !== tuple.length) return false;
  for (let i = 0; i < pattern.length; i++) {
    const field = pattern[i];
    const fits = isFormal(field) ? fitsFormal(field, tuple[i]) : field === tuple[i];
    if (!fits) return false;
  }
  return true;
}

export function isFormal(field: unknown): field is Formal<unknown> {
  return typeof field === "object" && "formal" in (field as object);
}

function fitsFormal({ formal }: Formal<unknown>, value: unknown): boolean {
  if (formal === "any") return true;
  if (formal === "list") return Array.isArray(value);
  if (formal === "object") return typeof value === "object" && !Array.isArray(value);
  return typeof value === formal;
}
