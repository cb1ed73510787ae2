const rounds = 100_000;
let seed = 42;
for (let i = 0; i < rounds; i++) seed = (seed * 1103515245 + 12345) % 2147483648;
console.log(seed);
