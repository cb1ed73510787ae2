const rounds = 30_000;
let x = 2463534242;
for (let i = 0; i < rounds; i++) {
  x ^= x << 13;
  x ^= x >>> 17;
  x ^= x << 5;
}
console.log(x >>> 0);
