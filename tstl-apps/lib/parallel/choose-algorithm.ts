import { VnetosError } from "../vnetos-error.ts";

/** The algorithm to use: the one that is named, which must be one of `known`; else `otherwise`. */
export function chooseAlgorithm<T extends string>(
  call: string,
  named: T | undefined,
  known: readonly T[],
  otherwise: T,
): T {
  if (named === undefined) return otherwise;
  for (const each of known) if (each === named) return named;
  const names: readonly string[] = known;
  const text = `"${named}" is none of ${names.join(", ")}`;
  throw new VnetosError("bad-request", `${call}(algorithm): ${text}`);
}
