import type { Bodies, Pull } from "./bodies.ts";
import { passRound } from "./pass-round.ts";
import { ROUND, UNITS } from "./whole-units.ts";

// Keeps the pull of two bodies that nearly meet within bounds.
export const SOFTENING = 0.01;

type Places = Pick<Bodies, "x" | "y">;

/** What all bodies of all ranks do to those of this one. All ranks call it. */
export function pullOn({ mass, x, y }: Bodies): Pull {
  const pull: Pull = { x: x.map(() => 0), y: y.map(() => 0) };
  passRound<Places>({ x, y }, (others) => addPull(pull, { x, y }, others, mass * UNITS));
  return { x: pull.x.map((units) => units / UNITS), y: pull.y.map((units) => units / UNITS) };
}

/** Newton's law: as the masses, and as the inverse square of the distance. A body does not pull itself. */
function addPull(pull: Pull, mine: Places, others: Places, strength: number): void {
  for (let i = 0; i < mine.x.length; i++) {
    const x = mine.x[i];
    const y = mine.y[i];
    let pullX = pull.x[i];
    let pullY = pull.y[i];
    for (let k = 0; k < others.x.length; k++) {
      const dx = others.x[k] - x;
      const dy = others.y[k] - y;
      const square = dx * dx + dy * dy + SOFTENING;
      const factor = strength / (square * Math.sqrt(square));
      pullX += dx * factor + ROUND - ROUND;
      pullY += dy * factor + ROUND - ROUND;
    }
    pull.x[i] = pullX;
    pull.y[i] = pullY;
  }
}
