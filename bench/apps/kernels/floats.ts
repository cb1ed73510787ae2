const rounds = 150_000;
let x = 0.5;
let sum = 0;
for (let i = 1; i < rounds; i++) {
  x = 3.7 * x * (1 - x);
  sum += x / i - (x * x) / 2;
}
console.log(sum > -1e9, x);
