import { rank, receive, receiveFrom, send, size } from "vnetos";
import { blockRows } from "./block-rows.ts";

/** What a worker tells when it is free: the row that it has computed, if there is one. */
interface Free {
  readonly done?: { readonly y: number; readonly row: number[] };
}

const NO_MORE = -1;

/**
 * Rank 0 hands out rows, one at a time, to whoever is free. Nobody knows beforehand who computes what, and nobody waits
 * for a slow one; but rank 0 computes none itself, unless it is alone.
 */
export function dynamicRows(
  height: number,
  compute: (y: number) => number[],
): number[][] | undefined {
  if (size === 1) return blockRows(height, compute);
  if (rank === 0) return handOut(height);
  work(compute);
  return undefined;
}

function handOut(height: number): number[][] {
  const rows: number[][] = [];
  for (let y = 0; y < height; y++) rows.push([]);
  let next = 0;
  for (let workers = size - 1; workers > 0; ) {
    const { from, value } = receive<Free>();
    if (value.done !== undefined) rows[value.done.y] = value.done.row;
    if (next === height) workers--;
    send(from, next < height ? next++ : NO_MORE);
  }
  return rows;
}

function work(compute: (y: number) => number[]): void {
  send<Free>(0, {});
  for (let y = receiveFrom<number>(0); y !== NO_MORE; y = receiveFrom<number>(0)) {
    send<Free>(0, { done: { y, row: compute(y) } });
  }
}
