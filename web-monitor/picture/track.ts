import { type Curve, pointOn } from "./curves.ts";
import type { Point } from "./geometry.ts";

const STEPS = 14;

/** A way of several curves that can be walked at an even pace. */
export class Track {
  readonly #points: readonly Point[];
  /** Length from the start to each point, px. */
  readonly #lengths: readonly number[];

  constructor(curves: readonly Curve[]) {
    this.#points = curves.flatMap((curve) =>
      Array.from({ length: STEPS + 1 }, (_, step) => pointOn(curve, step / STEPS)),
    );
    let length = 0;
    this.#lengths = this.#points.map((point, index) => {
      const before = this.#points[index - 1] ?? point;
      length += Math.hypot(point.x - before.x, point.y - before.y);
      return length;
    });
  }

  get length(): number {
    return this.#lengths.at(-1) ?? 0;
  }

  /** Where one is after `share` (0..1) of the way. */
  at(share: number): Point {
    const wanted = Math.min(1, Math.max(0, share)) * this.length;
    const next = Math.max(
      1,
      this.#lengths.findIndex((length) => length >= wanted),
    );
    const [from, to] = [this.#points[next - 1], this.#points[next]];
    if (!from || !to) return this.#points[0] ?? { x: 0, y: 0 };
    const start = this.#lengths[next - 1] ?? 0;
    const span = (this.#lengths[next] ?? start) - start;
    const part = span === 0 ? 0 : (wanted - start) / span;
    return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
  }
}

/** The same way, the other direction. */
export function reversed([a, b, c, d]: Curve): Curve {
  return [d, c, b, a];
}
