import { random } from "vnetos";

/** Bodies in a plane: one list for each property, so that a list travels as one short text. */
export interface Bodies {
  readonly mass: number;
  readonly x: number[];
  readonly y: number[];
  readonly vx: number[];
  readonly vy: number[];
}

/** A push in each direction, for each body. */
export interface Pull {
  readonly x: number[];
  readonly y: number[];
}

const SEED = 1;

/** Bodies number `start` up to `end` of `count`: spread over a disk of radius 1 that turns about its centre. */
export function makeBodies(start: number, end: number, count: number): Bodies {
  const bodies: Bodies = { mass: 1 / count, x: [], y: [], vx: [], vy: [] };
  for (let body = start; body < end; body++) {
    const draw = random(SEED, body);
    let x = 1;
    let y = 1;
    while (x * x + y * y > 1) {
      x = 2 * draw() - 1;
      y = 2 * draw() - 1;
    }
    bodies.x.push(x);
    bodies.y.push(y);
    bodies.vx.push(-y / 2);
    bodies.vy.push(x / 2);
  }
  return bodies;
}

/** One step in time: the pull changes the speed, the speed changes the place. */
export function move(bodies: Bodies, pull: Pull, time: number): void {
  const { x, y, vx, vy } = bodies;
  for (let i = 0; i < x.length; i++) {
    vx[i] += pull.x[i] * time;
    vy[i] += pull.y[i] * time;
    x[i] += vx[i] * time;
    y[i] += vy[i] * time;
  }
}

/** How far from the centre the farthest body is. */
export function farthest({ x, y }: Bodies): number {
  let radius = 0;
  for (let i = 0; i < x.length; i++) {
    radius = Math.max(radius, Math.sqrt(x[i] * x[i] + y[i] * y[i]));
  }
  return radius;
}
