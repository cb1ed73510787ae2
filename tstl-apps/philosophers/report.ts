/** Prints the diaries: what was given up first, then the meals in the order of their Lamport times. */
export function report(diary: readonly string[], seats: number, meals: number): void {
  const givenUp = diary.filter((line) => line.includes(" gave up")).toSorted();
  const eaten = diary.filter((line) => line.includes(" ate "));
  for (const line of givenUp) console.log(line);
  for (const line of eaten.toSorted((a, b) => beginOf(a) - beginOf(b))) console.log(line);
  const waits = givenUp.length === 1 ? "1 wait was" : `${givenUp.length} waits were`;
  console.log(`${seats} philosophers ate ${meals} times each, ${waits} given up`);
}

function beginOf(line: string): number {
  return Number(line.split(" ")[4]);
}
