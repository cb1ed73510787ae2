const rounds = 20_000;
const list: number[] = [];
for (let i = 0; i < rounds; i++) list.push(i / 2);
const sum = list
  .map((x) => x * 3)
  .filter((x) => x > 10)
  .reduce((a, b) => a + b, 0);
console.log(
  sum,
  list.indexOf(rounds),
  list.some((x) => x < 0),
);
