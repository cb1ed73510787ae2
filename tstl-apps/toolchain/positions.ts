import { LEAST_UPPER_BOUND, originalPositionFor, TraceMap } from "@jridgewell/trace-mapping";

export interface Position {
  /** As in the source map: a path of the app, or `vnetos/…` for a file of the library. */
  readonly file: string;
  /** From 1, as is `column`. */
  readonly line: number;
  readonly column: number;
}

/** Lines of a program back to its sources. */
export class Positions {
  readonly #map: TraceMap;

  constructor(sourceMap: string) {
    this.#map = new TraceMap(sourceMap);
  }

  /** Where line `luaLine` of the chunk comes from: the first place in it that has an origin. */
  at(luaLine: number): Position | undefined {
    const found = originalPositionFor(this.#map, {
      line: luaLine,
      column: 0,
      bias: LEAST_UPPER_BOUND,
    });
    if (found.source === null) return undefined;
    return { file: found.source, line: found.line, column: found.column + 1 };
  }
}
