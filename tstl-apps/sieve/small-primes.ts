/** The primes up to `limit`: the sieve of Eratosthenes as he gave it. */
export function smallPrimes(limit: number): number[] {
  const composite: boolean[] = [];
  for (let n = 0; n <= limit; n++) composite.push(false);
  const primes: number[] = [];
  for (let n = 2; n <= limit; n++) {
    if (composite[n]) continue;
    primes.push(n);
    for (let multiple = n * n; multiple <= limit; multiple += n) composite[multiple] = true;
  }
  return primes;
}
