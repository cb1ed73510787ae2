import { random } from "vnetos";

/** The length of a way that does not exist. JSON cannot carry Infinity; two of these may be added. */
export const NO_WAY = 1_000_000_000;

const SEED = 3;
const ROADS_EACH = 3;
const LENGTH_MAX = 99;

/**
 * Rows `start` up to `end` of the table of roads: from each town three one-way roads to towns drawn by lot. A row's
 * numbers come from a stream of its own, so that the roads do not depend on who makes them.
 */
export function makeRows(start: number, end: number, count: number): number[][] {
  const rows: number[][] = [];
  for (let town = start; town < end; town++) rows.push(makeRow(town, count));
  return rows;
}

function makeRow(town: number, count: number): number[] {
  const row: number[] = [];
  for (let to = 0; to < count; to++) row.push(NO_WAY);
  const draw = random(SEED, town);
  for (let road = 0; road < ROADS_EACH; road++) {
    const to = Math.floor(draw() * count);
    row[to] = 1 + Math.floor(draw() * LENGTH_MAX);
  }
  row[town] = 0;
  return row;
}
