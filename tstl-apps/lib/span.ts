/**
 * Runs `work` and gives this stretch of time a name in the run's trace (`vnetos run --trace out.json`), around all that
 * happens within: computing, messages, waits, other spans. Without a trace it is a plain call.
 *
 * @param name What to read in the picture. Few different ones: a trace knows some 250 names in all.
 * @param work Is called once, now. What it answers or throws is passed on.
 *
 * ```ts
 * for (let step = 0; step < 100; step++) {
 *   span("halo", () => exchangeEdges());
 *   span("relax", () => relax());
 * }
 * ```
 */
export function span<T>(name: string, work: () => T): T {
  if (!__vnetos.tracing) return work();
  const number = __vnetos.span(name);
  try {
    return work();
  } finally {
    __vnetos.endSpan(number);
  }
}
