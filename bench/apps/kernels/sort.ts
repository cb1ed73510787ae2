const rounds = 4_000;
let seed = 7;
const list: number[] = [];
for (let i = 0; i < rounds; i++) {
  seed = (seed * 16807) % 2147483647;
  list.push(seed);
}
list.sort((a, b) => a - b);
console.log(list[0], list[rounds - 1], list[rounds / 2]);
