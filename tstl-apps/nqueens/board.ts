/**
 * A chess board of n x n with at most one queen in each row. A queen attacks its column and two diagonals: on one of
 * them column + row is the same everywhere, on the other column - row.
 */
export class Board {
  /** The columns of the queens, by row. */
  readonly queens: number[] = [];
  readonly n: number;
  private readonly columns: boolean[] = [];
  private readonly falling: boolean[] = [];
  private readonly rising: boolean[] = [];

  constructor(n: number) {
    this.n = n;
    for (let i = 0; i < n; i++) this.columns.push(false);
    for (let i = 0; i < 2 * n; i++) {
      this.falling.push(false);
      this.rising.push(false);
    }
  }

  /** True: no queen attacks this column in the next row. */
  isFree(column: number): boolean {
    const row = this.queens.length;
    if (this.columns[column] === true) return false;
    return this.falling[column + row] === false && this.rising[column - row + this.n] === false;
  }

  /** Places a queen in the next row. */
  place(column: number): void {
    this.set(this.queens.length, column, true);
    this.queens.push(column);
  }

  /** Takes the queen of the last row away. */
  takeBack(): void {
    const column = this.queens.pop() as number;
    this.set(this.queens.length, column, false);
  }

  private set(row: number, column: number, attacked: boolean): void {
    this.columns[column] = attacked;
    this.falling[column + row] = attacked;
    this.rising[column - row + this.n] = attacked;
  }
}
