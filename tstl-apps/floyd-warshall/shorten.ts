/** Makes the ways of a row that are shorter over town k as short: to k, and on from there along row k. */
export function shorten(row: number[], k: number, rowK: readonly number[]): void {
  const toK = row[k];
  for (let to = 0; to < row.length; to++) {
    const over = toK + rowK[to];
    if (over < row[to]) row[to] = over;
  }
}
