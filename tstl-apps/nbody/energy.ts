import type { Bodies } from "./bodies.ts";
import { passRound } from "./pass-round.ts";
import { SOFTENING } from "./pull.ts";
import { ROUND, UNITS } from "./whole-units.ts";

/** The energy of this rank's bodies, of motion and of place, in whole units. All ranks call it. */
export function energyOf(bodies: Bodies): number {
  const { mass, x, y } = bodies;
  let units = energyOfMotion(bodies);
  passRound({ x, y }, (others) => {
    for (let i = 0; i < x.length; i++) {
      for (let k = 0; k < others.x.length; k++) {
        const dx = others.x[k] - x[i];
        const dy = others.y[k] - y[i];
        const square = dx * dx + dy * dy;
        // Half of a pair's energy belongs to each of the two. At distance 0 a body meets itself.
        const energy = square > 0 ? (mass * mass) / Math.sqrt(square + SOFTENING) / 2 : 0;
        units -= energy * UNITS + ROUND - ROUND;
      }
    }
  });
  return units;
}

function energyOfMotion({ mass, vx, vy }: Bodies): number {
  let units = 0;
  for (let i = 0; i < vx.length; i++) {
    units += ((mass * (vx[i] * vx[i] + vy[i] * vy[i])) / 2) * UNITS + ROUND - ROUND;
  }
  return units;
}
