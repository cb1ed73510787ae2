import { VnetosError } from "../vnetos-error.ts";

/** A kind of message: its name travels with each, its type is checked on both sides. Made by `tag`. */
export interface Tag<in out T> {
  readonly name: string;
  /** For the compiler only. */
  readonly carries?: (value: T) => T;
}

/** Any tag at all, and none: for `receive` and `probe`. */
export interface AnyTag {
  readonly any: true;
}

/**
 * Declares a kind of message. `send` with it takes only values of its type, `receive` with it gives them, and never
 * takes a message of another kind.
 *
 * @param name Letters, digits, `-`, `_`, `.`; begins with a letter. Equal names are the same kind.
 *
 * ```ts
 * const Work = tag<{ from: number; to: number }>("work");
 * if (rank === 0) send(1, { from: 0, to: 99 }, { tag: Work });
 * if (rank === 1) console.log(receive({ tag: Work }).value.to);
 * ```
 */
export function tag<T>(name: string): Tag<T> {
  for (let i = 0; i < name.length; i++) if (!fits(name.charCodeAt(i), i)) throw refuse(name);
  if (name === "") throw refuse(name);
  return { name };
}

/** Takes messages of every kind: `receive({ tag: anyTag })`. */
export const anyTag: AnyTag = { any: true };

function fits(code: number, position: number): boolean {
  const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
  const other = (code >= 48 && code <= 57) || code === 45 || code === 46 || code === 95;
  return letter || (other && position > 0);
}

function refuse(name: string): VnetosError {
  const text = `tag(name): "${name}" is no name: a letter, then letters, digits, "-", "_", "."`;
  return new VnetosError("bad-request", text);
}

/** A tag as it travels: "" for 0. */
export function tagText<T>(call: string, given: number | Tag<T> | undefined): string {
  if (given === undefined || given === 0) return "";
  if (typeof given !== "number") return given.name;
  if (given > 0 && given % 1 === 0) return `${given}`;
  throw new VnetosError("bad-request", `${call}(tag): ${given} is no whole number from 0`);
}

/** A tag that has travelled: the number, or the name. */
export function tagOf(text: string): number | string {
  if (text === "") return 0;
  const code = text.charCodeAt(0);
  return code >= 48 && code <= 57 ? Number(text) : text;
}
