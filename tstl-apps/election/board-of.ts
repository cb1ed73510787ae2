import { size } from "vnetos";

/** The board that holds a station: neighbours in the ring share a board as far as possible. */
export function boardOf(station: number, stations: number): number {
  return Math.floor((station * size) / stations);
}
