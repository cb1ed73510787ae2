import { readFileSync } from "node:fs";

/** A file of `test/vectors`, as what its reader says it is: every case in it is checked by use. */
export function readVectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../vectors/${name}.json`, import.meta.url), "utf8")) as T;
}

/** The bytes of a vector's hexadecimal digits. */
export function bytesOf(digits: string): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(digits))
    throw new Error(`"${digits}" is not lower-case hexadecimal`);
  return new Uint8Array(Buffer.from(digits, "hex"));
}

export function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("hex");
}
