import type { Cable, Layout, Point } from "./geometry.ts";
import { onRim } from "./geometry.ts";

/** A cubic Bézier curve: start, two handles, end. */
export type Curve = readonly [Point, Point, Point, Point];

/** A link: leaves the card level, meets the switch at a right angle. */
export function cableCurve(cable: Cable, layout: Layout): Curve {
  const { card, pin, pinAngle } = cable;
  const reach = Math.hypot(pin.x - card.x, pin.y - card.y);
  const outward = onRim(pin, reach * 0.42, pinAngle);
  const level = { x: card.x + Math.sign(layout.centre.x - card.x) * reach * 0.42, y: card.y };
  return [card, level, outward, pin];
}

/** How far inside the rim the ways across end, px. */
export const CHORD_INSET = 16;

/** A way across the switch between two places on its rim, bent towards the middle. */
export function chordCurve(layout: Layout, from: number, to: number): Curve {
  const rim = layout.radius - CHORD_INSET;
  return [
    onRim(layout.centre, rim, from),
    onRim(layout.centre, rim * 0.62, from),
    onRim(layout.centre, rim * 0.62, to),
    onRim(layout.centre, rim, to),
  ];
}

export function svgPath([a, b, c, d]: Curve): string {
  const at = (point: Point) => `${point.x.toFixed(1)} ${point.y.toFixed(1)}`;
  return `M${at(a)}C${at(b)} ${at(c)} ${at(d)}`;
}

/** `t` from 0 to 1. */
export function pointOn([a, b, c, d]: Curve, t: number): Point {
  const s = 1 - t;
  const mix = (p: number, q: number, r: number, u: number) =>
    s * s * s * p + 3 * s * s * t * q + 3 * s * t * t * r + t * t * t * u;
  return { x: mix(a.x, b.x, c.x, d.x), y: mix(a.y, b.y, c.y, d.y) };
}
