/** How long a native call may wait for what has a deadline (of `now()`), ms: -1 without one. */
export function leftUntil(deadline: number): number {
  if (deadline === Infinity) return -1;
  const left = deadline - __vnetos.now();
  return left > 0 ? left : 0;
}
