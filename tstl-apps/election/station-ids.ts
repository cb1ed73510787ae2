import { random } from "vnetos";

/** The ids 1..`count` round the ring, in the direction in which messages travel. */
export function stationIds(
  count: number,
  order: "shuffled" | "rising" | "falling",
  seed: number,
): number[] {
  const ids: number[] = [];
  for (let i = 0; i < count; i++) ids.push(order === "falling" ? count - i : i + 1);
  if (order === "shuffled") shuffle(ids, random(seed));
  return ids;
}

/** Fisher and Yates: each place, from the last one, swaps with one drawn from those up to it. */
function shuffle(items: number[], draw: () => number): void {
  for (let last = items.length - 1; last > 0; last--) {
    const chosen = Math.floor(draw() * (last + 1));
    const item = items[last] as number;
    items[last] = items[chosen] as number;
    items[chosen] = item;
  }
}
