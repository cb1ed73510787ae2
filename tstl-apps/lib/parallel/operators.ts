/** `left * right`. */
export function product(left: number, right: number): number {
  return left * right;
}

/** True when both are. */
export function and(left: boolean, right: boolean): boolean {
  return left && right;
}

/** True when one of them is. */
export function or(left: boolean, right: boolean): boolean {
  return left || right;
}
