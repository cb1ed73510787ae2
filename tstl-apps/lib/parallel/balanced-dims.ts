import { checkWhole } from "../check-arguments.ts";

/**
 * Factors a number of ranks into `count` dimensions that are as equal as possible, the greatest first.
 *
 * ```ts
 * balancedDims(12, 2); // [4, 3]
 * balancedDims(8, 3); // [2, 2, 2]
 * ```
 */
export function balancedDims(size: number, count: number): number[] {
  checkWhole("balancedDims(size)", size, 1);
  checkWhole("balancedDims(count)", count, 1);
  const dims: number[] = [];
  for (let i = 0; i < count; i++) dims[i] = 1;
  // The greatest prime first, each to the dimension that is the smallest by then.
  for (const factor of primeFactors(size)) {
    dims.sort((a, b) => a - b);
    dims[0] = (dims[0] as number) * factor;
  }
  return dims.sort((a, b) => b - a);
}

function primeFactors(size: number): number[] {
  const factors: number[] = [];
  let rest = size;
  for (let factor = 2; factor * factor <= rest; factor++) {
    while (rest % factor === 0) {
      factors.push(factor);
      rest /= factor;
    }
  }
  if (rest > 1) factors.push(rest);
  return factors.reverse();
}
