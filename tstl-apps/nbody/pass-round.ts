import { rank, receiveFrom, send, size } from "vnetos";

const next = (rank + 1) % size;
const previous = (rank + size - 1) % size;

/** Shows every rank's block to `visit`, this rank's first: the blocks travel round the ring, one hop at a time. */
export function passRound<T>(mine: T, visit: (block: T) => void): void {
  let block = mine;
  for (let hop = 1; hop < size; hop++) {
    // Sent before it is worked on: the next rank has it by the time it needs it.
    send(next, block);
    visit(block);
    block = receiveFrom<T>(previous);
  }
  visit(block);
}
