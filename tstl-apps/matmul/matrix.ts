import { random } from "vnetos";

/** A matrix, row by row. */
export type Matrix = number[][];

/** `n` rows of `n` whole numbers -9..9: sums of their products are exact, in whatever order they are added. */
export function randomMatrix(n: number, seed: number, stream: number): Matrix {
  const draw = random(seed, stream);
  const matrix: Matrix = [];
  for (let i = 0; i < n; i++) {
    const row: number[] = [];
    for (let j = 0; j < n; j++) row.push(Math.floor(draw() * 19) - 9);
    matrix.push(row);
  }
  return matrix;
}

export function zeros(n: number): Matrix {
  const matrix: Matrix = [];
  for (let i = 0; i < n; i++) matrix.push(Array.from({ length: n }, () => 0));
  return matrix;
}

/** c += a b. The inner loop runs along rows, which is how they lie in memory. */
export function multiplyAdd(c: Matrix, a: Matrix, b: Matrix): void {
  const n = c.length;
  for (let i = 0; i < n; i++) {
    const sums = c[i] as number[];
    for (let k = 0; k < n; k++) {
      const factor = (a[i] as number[])[k] as number;
      const row = b[k] as number[];
      for (let j = 0; j < n; j++) sums[j] = (sums[j] as number) + factor * (row[j] as number);
    }
  }
}

/** The matrix times a column of numbers. */
export function timesVector(matrix: Matrix, x: readonly number[]): number[] {
  return matrix.map((row) => {
    let sum = 0;
    for (let j = 0; j < row.length; j++) sum += (row[j] as number) * (x[j] as number);
    return sum;
  });
}
