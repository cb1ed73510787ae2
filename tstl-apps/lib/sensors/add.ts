import { type Source, type SourceLike, sourceOf } from "./source.ts";

/**
 * The sum of sources and numbers.
 *
 * ```ts
 * const measured = add(temperature, gaussianNoise({ seed: 42, deviation: 0.2 }), 0.5);
 * ```
 */
export function add(...sources: readonly SourceLike[]): Source {
  const all = sources.map((source, i) => sourceOf(`add(sources[${i}])`, source));
  return (atMs) => {
    let sum = 0;
    for (const source of all) sum += source(atMs);
    return sum;
  };
}
