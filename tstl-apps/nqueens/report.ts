import type { Count } from "./count-from.ts";

/** Prints the first solution, how many there are, and which board has done how many of the tasks. */
export function report(
  n: number,
  boards: number,
  results: readonly (Count & { by: number })[],
): void {
  const first = results.find(({ solutions }) => solutions > 0)?.first ?? [];
  for (const queen of first) {
    const row: string[] = [];
    for (let column = 0; column < n; column++) row.push(column === queen ? "Q" : ".");
    console.log(row.join(" "));
  }
  const total = results.reduce((sum, { solutions }) => sum + solutions, 0);
  console.log(`${n} queens: ${total} solutions, from ${results.length} openings`);
  const shares: number[] = [];
  for (let board = 0; board < boards; board++) {
    shares.push(results.filter(({ by }) => by === board).length);
  }
  console.log(`openings for each board: ${shares.join(" ")}`);
}
