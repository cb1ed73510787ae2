import { now, rank, receiveFrom, send, size, wholeArgument } from "vnetos";

/** What goes round. Every rank counts itself in. */
interface Token {
  readonly hops: number;
}

const rounds = wholeArgument(0, "rounds", { standard: 3, least: 1 });

const next = (rank + 1) % size;
const previous = (rank + size - 1) % size;

// Rank 0 starts each round and waits until the token has been everywhere; all others pass it on.
for (let round = 1; round <= rounds; round++) {
  const start = now();
  if (rank === 0) send<Token>(next, { hops: 1 });
  const token = receiveFrom<Token>(previous);
  if (rank !== 0) {
    send<Token>(next, { hops: token.hops + 1 });
    continue;
  }
  const ms = now() - start;
  console.log(`round ${round}: ${token.hops} hops, ${(ms / token.hops).toFixed(3)} ms each`);
}
if (rank === 0) console.log(`the token went ${rounds} times round ${size} boards`);
