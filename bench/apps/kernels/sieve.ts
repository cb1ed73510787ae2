const rounds = 50_000;
const composite: boolean[] = [];
for (let n = 0; n <= rounds; n++) composite.push(false);
let primes = 0;
for (let n = 2; n <= rounds; n++) {
  if (composite[n]) continue;
  primes++;
  for (let m = n * n; m <= rounds; m += n) composite[m] = true;
}
console.log(primes);
