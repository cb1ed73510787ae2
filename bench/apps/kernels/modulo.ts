const rounds = 150_000;
let sum = 0;
for (let i = 0; i < rounds; i++) sum += (i * 7 - 50) % 13;
console.log(sum);
