import { VnetosError } from "./vnetos-error.ts";

/** A native call's result, or its failure as an error that begins with `call`. */
export function granted<T>(call: string, result: T | undefined, code: string, message: string): T {
  if (result === undefined) throw new VnetosError(code, `${call}: ${message}`);
  return result;
}
