const rounds = 30_000;
const parts: string[] = [];
let length = 0;
for (let i = 0; i < rounds; i++) {
  parts.push(`item ${i}: ${i % 7}`);
  length += parts[i].length;
}
console.log(length, parts.join(",").length, parts[rounds / 2]);
