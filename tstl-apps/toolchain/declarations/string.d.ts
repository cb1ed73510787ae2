/** `length`, indexes and `charCodeAt` count units of UTF-16. Half of a character of two units cannot be held: that is an error. */
interface String {
  readonly length: number;
  readonly [index: number]: string;
  [Symbol.iterator](): StringIterator<string>;
  at(index: number): string | undefined;
  charAt(index: number): string;
  charCodeAt(index: number): number;
  codePointAt(index: number): number | undefined;
  concat(...texts: string[]): string;
  endsWith(text: string, end?: number): boolean;
  includes(text: string, from?: number): boolean;
  indexOf(text: string, from?: number): number;
  lastIndexOf(text: string, from?: number): number;
  padEnd(length: number, fill?: string): string;
  padStart(length: number, fill?: string): string;
  repeat(count: number): string;
  /** Replaces the first place where `text` stands. */
  replace(
    text: string,
    by: string | ((found: string, at: number, whole: string) => string),
  ): string;
  replaceAll(
    text: string,
    by: string | ((found: string, at: number, whole: string) => string),
  ): string;
  slice(start?: number, end?: number): string;
  split(separator: string, limit?: number): string[];
  startsWith(text: string, from?: number): boolean;
  substr(start: number, length?: number): string;
  substring(start: number, end?: number): string;
  toLowerCase(): string;
  toString(): string;
  toUpperCase(): string;
  trim(): string;
  trimEnd(): string;
  trimStart(): string;
}
interface StringConstructor {
  (value?: unknown): string;
  /** UTF-16 units, as in JavaScript; the text is UTF-8. */
  fromCharCode(...codes: number[]): string;
  fromCodePoint(...codes: number[]): string;
}
declare const String: StringConstructor;
