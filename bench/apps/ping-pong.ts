/** Two ranks send a text of 64 bytes to and fro. Arguments: rounds. Rank 0 prints the median of half a round trip, ms. */
import { args, now, rank, receive, send } from "vnetos";

const rounds = Number(args[0] ?? "200");
const text = "x".repeat(64);

if (rank === 0) {
  const times: number[] = [];
  for (let i = 0; i < rounds; i++) {
    const startedAt = now();
    send(1, text);
    receive({ from: 1 });
    times.push((now() - startedAt) / 2);
  }
  times.sort((a, b) => a - b);
  console.log(times[Math.floor(times.length / 2)] as number);
} else {
  for (let i = 0; i < rounds; i++) {
    receive({ from: 0 });
    send(0, text);
  }
}
