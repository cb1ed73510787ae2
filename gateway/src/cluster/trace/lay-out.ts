/** A stretch of time that may hold others. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface LaidOut<S extends Stretch> {
  readonly slice: S;
  /** Nanoseconds, in whole steps. */
  readonly startNs: number;
  readonly endNs: number;
}

/**
 * Times are multiples of it. As microseconds such eighths are exact in a double, and so are their sums: who opens the file
 * finds that a slice ends where the next one begins, and not a trillionth behind. It is also what a slice takes at
 * least: one without any time could not be seen, and no arrow could point to it.
 */
export const STEP_NS = 125;

interface Branch<S extends Stretch> {
  readonly slice: S;
  readonly inner: Branch<S>[];
}

/**
 * Slices of one thread, so that any two are one within the other or apart, in the order of their beginnings, none of
 * them empty. Times of nodes are whole microseconds, so slices may touch, and have no length: they are moved by
 * fractions of a microsecond. `offsetUs` is added to all times.
 */
export function layOut<S extends Stretch>(slices: readonly S[], offsetUs: number): LaidOut<S>[] {
  const placed: LaidOut<S>[] = [];
  place(nested(slices), Number.NEGATIVE_INFINITY, offsetUs, placed);
  return placed;
}

function nested<S extends Stretch>(slices: readonly S[]): Branch<S>[] {
  const sorted = [...slices].sort((a, b) => a.start - b.start || b.end - a.end);
  const roots: Branch<S>[] = [];
  const open: Branch<S>[] = [];
  for (const slice of sorted) {
    while (open.length > 0 && !holds((open.at(-1) as Branch<S>).slice, slice)) open.pop();
    const branch: Branch<S> = { slice, inner: [] };
    (open.at(-1)?.inner ?? roots).push(branch);
    open.push(branch);
  }
  return roots;
}

function holds(outer: Stretch, inner: Stretch): boolean {
  if (outer.start === outer.end) return false;
  return inner.start >= outer.start && inner.end <= outer.end;
}

/** Answer: where the last ends. */
function place<S extends Stretch>(
  branches: readonly Branch<S>[],
  notBefore: number,
  offsetUs: number,
  placed: LaidOut<S>[],
): number {
  let at = notBefore;
  for (const { slice, inner } of branches) {
    const startNs = Math.max(at, toNs(slice.start + offsetUs));
    const mine = placed.push({ slice, startNs, endNs: startNs }) - 1;
    const innerEnd = place(inner, startNs, offsetUs, placed);
    at = Math.max(innerEnd, toNs(slice.end + offsetUs), startNs + STEP_NS);
    placed[mine] = { slice, startNs, endNs: at };
  }
  return at;
}

const toNs = (us: number) => Math.round((us * 1000) / STEP_NS) * STEP_NS;
