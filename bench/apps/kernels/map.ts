const rounds = 40_000;
const counts = new Map<number, number>();
for (let i = 0; i < rounds; i++) {
  const key = (i * i) % 97;
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
let most = 0;
for (const count of counts.values()) most = Math.max(most, count);
console.log(counts.size, most);
