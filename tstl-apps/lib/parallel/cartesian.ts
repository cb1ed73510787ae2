import { VnetosError } from "../vnetos-error.ts";
import { checkMember, checkRankOf, makeChild } from "./communicator.ts";
import { world } from "./everyone.ts";
import type { MakingOptions } from "./split.ts";
import type { Neighbour, Topology } from "./topology.ts";

/** Ranks in a grid: the last dimension runs fastest, as in `matrix[row][column]`. */
export interface Grid extends Topology {
  /** Places along each dimension. */
  readonly dims: readonly number[];
  /** By dimension: behind the last place comes the first one again. */
  readonly periodic: readonly boolean[];
  /** This rank's place. */
  readonly coordinates: readonly number[];
}

/** How a grid is laid out. */
export interface GridOptions extends MakingOptions {
  /** Whether the grid is closed to a ring, for all dimensions or for each. Default false. */
  readonly periodic?: boolean | readonly boolean[] | undefined;
}

/** The ranks a step along a dimension away; undefined: beyond the edge. */
export interface Shift {
  /** Who has this rank a step further on: receive from it. */
  readonly from: number | undefined;
  /** Who is a step further on: send to it. */
  readonly to: number | undefined;
}

/**
 * Lays the ranks out as a grid, without a message. All ranks of `on` call it, with the same arguments.
 *
 * Neighbours are those one step down and up in dimension 0, then in dimension 1, and so on, as far as they exist.
 *
 * @param dims Places along each dimension; there are as many places as ranks. See `balancedDims`.
 *
 * ```ts
 * const grid = cartesian(balancedDims(size, 2), { periodic: true });
 * const { from, to } = shift(grid, 0, 1);
 * ```
 */
export function cartesian(dims: readonly number[], options: GridOptions = {}): Grid {
  const { on = world } = options;
  checkMember("cartesian", on);
  checkDims(dims, on.size);
  const closed = options.periodic ?? false;
  if (typeof closed !== "boolean" && closed.length !== dims.length) {
    const text = `${closed.length} for ${dims.length} dimensions`;
    throw new VnetosError("bad-request", `cartesian(periodic): ${text}`);
  }
  const periodic = dims.map((_, i) => (typeof closed === "boolean" ? closed : closed[i] === true));
  const base = makeChild(on, on.ranks);
  const coordinates = place(dims, base.rank);
  const neighbours = neighboursAt(dims, periodic, coordinates);
  return { ...base, dims, periodic, coordinates, neighbours };
}

/**
 * The place of a rank in the grid.
 *
 * ```ts
 * const [row, column] = coordinatesOf(grid, 5);
 * ```
 */
export function coordinatesOf(grid: Grid, rank: number): number[] {
  checkRankOf("coordinatesOf(rank)", rank, grid);
  return place(grid.dims, rank);
}

/** The rank at a place; undefined: the place is outside. Along a periodic dimension all places are inside. */
export function rankAt(grid: Grid, coordinates: readonly number[]): number | undefined {
  if (coordinates.length !== grid.dims.length) {
    const text = `${coordinates.length} for ${grid.dims.length} dimensions`;
    throw new VnetosError("bad-request", `rankAt(coordinates): ${text}`);
  }
  for (const at of coordinates) {
    if (at % 1 !== 0)
      throw new VnetosError("bad-request", `rankAt(coordinates): ${at} is no whole number`);
  }
  return rankOf(grid.dims, grid.periodic, coordinates);
}

/**
 * Who is `distance` steps away along a dimension: for passing data along.
 *
 * ```ts
 * const { from, to } = shift(grid, 1, 1); // along the row
 * if (to !== undefined) send(to, mine, { on: grid });
 * if (from !== undefined) left = receiveFrom(from, { on: grid });
 * ```
 */
export function shift(grid: Grid, dimension: number, distance: number): Shift {
  const { dims, periodic, coordinates } = grid;
  if (!(dimension >= 0 && dimension < dims.length && dimension % 1 === 0)) {
    const text = `${dimension} is out of range 0..${dims.length - 1}`;
    throw new VnetosError("bad-request", `shift(dimension): ${text}`);
  }
  if (distance % 1 !== 0) {
    throw new VnetosError("bad-request", `shift(distance): ${distance} is no whole number`);
  }
  return {
    from: rankOf(dims, periodic, moved(coordinates, dimension, -distance)),
    to: rankOf(dims, periodic, moved(coordinates, dimension, distance)),
  };
}

function checkDims(dims: readonly number[], size: number): void {
  let places = 1;
  for (const dim of dims) {
    if (!(dim >= 1 && dim % 1 === 0))
      throw new VnetosError("bad-request", `cartesian(dims): ${dim} is no whole number from 1`);
    places *= dim;
  }
  if (places === size) return;
  const text = `${dims.join(" x ")} = ${places} places for ${size} ranks`;
  throw new VnetosError("bad-request", `cartesian(dims): ${text}`);
}

function place(dims: readonly number[], rank: number): number[] {
  const coordinates: number[] = [];
  let rest = rank;
  for (let i = dims.length - 1; i >= 0; i--) {
    const dim = dims[i] as number;
    coordinates.push(rest % dim);
    rest = Math.floor(rest / dim);
  }
  return coordinates.reverse();
}

function moved(coordinates: readonly number[], dimension: number, distance: number): number[] {
  return coordinates.map((at, i) => (i === dimension ? at + distance : at));
}

function rankOf(
  dims: readonly number[],
  periodic: readonly boolean[],
  coordinates: readonly number[],
): number | undefined {
  let rank = 0;
  for (let i = 0; i < dims.length; i++) {
    const dim = dims[i] as number;
    const at = coordinates[i] as number;
    if (!periodic[i] && (at < 0 || at >= dim)) return undefined;
    rank = rank * dim + (((at % dim) + dim) % dim);
  }
  return rank;
}

function neighboursAt(
  dims: readonly number[],
  periodic: readonly boolean[],
  coordinates: readonly number[],
): Neighbour[] {
  const neighbours: Neighbour[] = [];
  for (let dimension = 0; dimension < dims.length; dimension++) {
    for (const distance of [-1, 1]) {
      const there = moved(coordinates, dimension, distance);
      const rank = rankOf(dims, periodic, there);
      if (rank === undefined) continue;
      neighbours.push({ rank, back: positionOf(dims, periodic, there, dimension, -distance) });
    }
  }
  return neighbours;
}

/** Where the step along `dimension` stands in the list of the neighbours of the place `at`. */
function positionOf(
  dims: readonly number[],
  periodic: readonly boolean[],
  at: readonly number[],
  dimension: number,
  distance: number,
): number {
  const inside = at.map((value, i) => {
    const dim = dims[i] as number;
    return ((value % dim) + dim) % dim;
  });
  let position = 0;
  for (let i = 0; i <= dimension; i++) {
    for (const step of [-1, 1]) {
      if (i === dimension && step === distance) return position;
      if (rankOf(dims, periodic, moved(inside, i, step)) !== undefined) position++;
    }
  }
  return position;
}
