const rounds = 10;
const n = 20;
const make = (f: (i: number, j: number) => number): number[][] => {
  const rows: number[][] = [];
  for (let i = 0; i < n; i++) {
    const row: number[] = [];
    for (let j = 0; j < n; j++) row.push(f(i, j));
    rows.push(row);
  }
  return rows;
};
const a = make((i, j) => i + j / 2);
const b = make((i, j) => i - j);
const c = make(() => 0);
for (let round = 0; round < rounds; round++)
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let sum = 0;
      for (let k = 0; k < n; k++) sum += a[i][k] * b[k][j];
      c[i][j] = sum;
    }
console.log(c[1][2], c[n - 1][n - 1]);
