const rounds = 40_000;
const counts: Record<string, number> = {};
const words = ["the", "cat", "sat", "on", "a", "mat", "and", "ran"];
for (let i = 0; i < rounds; i++) {
  const word = words[(i * i) % 8];
  counts[word] = (counts[word] ?? 0) + 1;
}
console.log(counts.the, counts.cat, Object.keys(counts).length);
