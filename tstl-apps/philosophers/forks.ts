import { size } from "vnetos";
import { type Channel, channel } from "vnetos/csp";
import type { Lamport } from "vnetos/sync";

/**
 * A fork lies in a channel with room for one. To take it is to read, to put it back is to write; who reads while it is away
 * waits. It carries the time at which it was put back.
 */
export type Fork = Channel<Lamport>;

/** The forks of a round table: number i lies left of philosopher i, and on that one's board. */
export function forks(seats: number): readonly Fork[] {
  const all: Fork[] = [];
  for (let i = 0; i < seats; i++) all.push(channel(`fork-${i}`, { home: i % size, room: 1 }));
  return all;
}
