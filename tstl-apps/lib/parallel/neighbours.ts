import { decode, encode } from "../json.ts";
import { VnetosError } from "../vnetos-error.ts";
import { type Call, collective, putText, takeText } from "./collective.ts";
import type { Topology } from "./topology.ts";

/** As the options of other collectives; the topology says who is whose neighbour. */
export interface NeighbourOptions {
  /** Made by `cartesian` or `graph`. */
  readonly on: Topology;
  /** The longest that the call may take, ms. Default: no limit. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Gives each neighbour a value of its own, and gets one of each: the borders of a grid, for example. All ranks of the
 * topology call it.
 *
 * @param values As many as `on.neighbours`, in that order.
 * @returns What each neighbour has for this rank, in the same order.
 *
 * ```ts
 * const grid = cartesian([size]);
 * const borders = grid.neighbours.map(({ rank }) => (rank < grid.rank ? firstRow : lastRow));
 * const halo = neighbourAllToAll(borders, { on: grid });
 * ```
 */
export function neighbourAllToAll<T>(values: readonly T[], options: NeighbourOptions): T[] {
  checkTopology("neighbourAllToAll", options.on);
  return collective("neighbourAllToAll", options, (call) => {
    const { neighbours } = options.on;
    if (values.length !== neighbours.length)
      throw wrongCount(call, values.length, neighbours.length);
    return exchange<T>(call, options.on, (i) => encode(`${call.name}(values)`, values[i]));
  });
}

/**
 * Gives all neighbours the same value, and gets one of each, in the order of `on.neighbours`. All ranks of the topology
 * call it.
 *
 * ```ts
 * const loads = neighbourAllGather(tasks.length, { on: grid });
 * ```
 */
export function neighbourAllGather<T>(value: T, options: NeighbourOptions): T[] {
  checkTopology("neighbourAllGather", options.on);
  return collective("neighbourAllGather", options, (call) => {
    const json = encode(`${call.name}(value)`, value);
    return exchange<T>(call, options.on, () => json);
  });
}

/** A communicator may come in place of a topology where the compiler has not looked. */
function checkTopology(call: string, on: Partial<Topology>): void {
  if (on.neighbours !== undefined) return;
  const text = "it has no neighbours, give one made by cartesian or graph";
  throw new VnetosError("bad-request", `${call}(on): ${text}`);
}

/** Two ranks may be neighbours on two sides: so each value says for which side it is. */
function exchange<T>(call: Call, { neighbours }: Topology, json: (i: number) => string): T[] {
  for (let i = 0; i < neighbours.length; i++) {
    const { rank, back } = neighbours[i] as { rank: number; back: number };
    putText(call, rank, `${back} ${json(i)}`);
  }
  // Filled first, so that values can come in any order.
  const got: T[] = [];
  for (let i = 0; i < neighbours.length; i++) got[i] = neighbours[i] as T;
  for (const { rank } of neighbours) {
    const text = takeText(call, rank);
    const space = text.indexOf(" ");
    got[Number(text.substring(0, space))] = decode<T>(text.substring(space + 1));
  }
  return got;
}

function wrongCount({ name }: Call, count: number, wanted: number): VnetosError {
  return new VnetosError(
    "bad-request",
    `${name}(values): ${count} values for ${wanted} neighbours`,
  );
}
