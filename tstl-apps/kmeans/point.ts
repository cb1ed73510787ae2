export interface Point {
  readonly x: number;
  readonly y: number;
}

/** The number of the centre that is nearest to a point; of equally near ones the first. */
export function nearest({ x, y }: Point, centres: readonly Point[]): number {
  let best = 0;
  let least = Infinity;
  for (let i = 0; i < centres.length; i++) {
    const dx = centres[i].x - x;
    const dy = centres[i].y - y;
    const square = dx * dx + dy * dy;
    if (square >= least) continue;
    least = square;
    best = i;
  }
  return best;
}

export function samePoints(left: readonly Point[], right: readonly Point[]): boolean {
  return left.every(({ x, y }, i) => x === right[i].x && y === right[i].y);
}
