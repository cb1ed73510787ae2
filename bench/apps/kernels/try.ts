const rounds = 20_000;
let caught = 0;
let sum = 0;
for (let i = 0; i < rounds; i++) {
  try {
    if (i % 50 === 0) throw new Error("x");
    sum += i;
  } catch {
    caught++;
  }
}
console.log(sum, caught);
