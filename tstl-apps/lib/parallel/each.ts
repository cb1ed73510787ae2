import { VnetosError } from "../vnetos-error.ts";
import type { Operator } from "./reduce.ts";

// By the operator that `each` has made: the one for its elements.
const elementOperators = {};

/**
 * An operator for lists of equal length, element by element, made of one for elements.
 *
 * ```ts
 * const totals = allReduce([hits, misses], each(sum));
 * ```
 */
export function each<T>(op: Operator<T>): Operator<readonly T[]> {
  const joinLists = (left: readonly T[], right: readonly T[]): readonly T[] => {
    if (left.length !== right.length) throw unequal(left.length, right.length);
    const joined: T[] = [];
    for (let i = 0; i < left.length; i++) joined[i] = op(left[i] as T, right[i] as T);
    return joined;
  };
  rawset(elementOperators, joinLists, op);
  return joinLists;
}

/** The operator for the elements of one that `each` has made; undefined for any other. */
export function elementOperator<T>(op: Operator<T>): Operator<unknown> | undefined {
  return rawget(elementOperators, op) as Operator<unknown> | undefined;
}

function unequal(left: number, right: number): VnetosError {
  return new VnetosError("bad-request", `each: lists of ${left} and of ${right} elements`);
}
