/** MRG32k3a as its paper gives it, in whole numbers of any length. */
export function* mrg32k3a(seed: number, stream: number): Generator<number> {
  const [m1, m2] = [4294967087n, 4294944443n];
  let [a, b] = [lehmer(seed), lehmer(stream)];
  for (;;) {
    const nextA = mod(1403580n * (a[1] as bigint) - 810728n * (a[0] as bigint), m1);
    const nextB = mod(527612n * (b[2] as bigint) - 1370589n * (b[0] as bigint), m2);
    a = [...a.slice(1), nextA];
    b = [...b.slice(1), nextB];
    const z = mod(nextA - nextB, m1);
    yield Number(z === 0n ? m1 : z) / Number(m1 + 1n);
  }
}

function lehmer(start: number): bigint[] {
  const numbers: bigint[] = [];
  let x = BigInt(start) + 1n;
  for (let i = 1; i <= 13; i++) {
    x = (x * 48271n) % 2147483647n;
    if (i > 10) numbers.push(x);
  }
  return numbers;
}

const mod = (x: bigint, m: bigint) => ((x % m) + m) % m;
