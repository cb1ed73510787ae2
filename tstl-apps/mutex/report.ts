/** One stay in the critical section; times are Lamport times. */
export interface Visit {
  readonly rank: number;
  readonly asked: number;
  readonly entered: number;
  readonly left: number;
  /** The shared number, as it was read. */
  readonly value: number;
}

/** Prints all visits in the order of their entries, and what the shared number has become. */
export function report(
  boards: readonly { readonly visits: readonly Visit[]; readonly sent: number }[],
  shared: number,
  mode: string,
): void {
  const visits = boards.flatMap((board) => board.visits);
  visits.sort((a, b) => a.entered - b.entered || a.rank - b.rank);
  for (const { rank, asked, entered, left, value } of visits) {
    console.log(`rank ${rank} asked at ${asked}, was in from ${entered} to ${left}, read ${value}`);
  }
  const sent = boards.reduce((total, board) => total + board.sent, 0);
  console.log(`mode ${mode}: ${visits.length} entries, ${sent} messages for the lock`);
  console.log(`the shared number is ${shared}, ${visits.length - shared} updates are lost`);
}
