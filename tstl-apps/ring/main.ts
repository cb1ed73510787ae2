import { args, now, rank, receiveFrom, send, size } from "vnetos";

/** What goes round. Every rank counts itself in. */
interface Token {
  readonly hops: number;
}

const rounds = Number(args[0] ?? 3);
if (!(rounds >= 1 && rounds % 1 === 0))
  throw new Error(`rounds: ${args[0]} is no whole number from 1`);

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
