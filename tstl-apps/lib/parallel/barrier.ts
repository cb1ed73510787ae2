import { type Call, type CollectiveOptions, collective, putText, takeText } from "./collective.ts";

/**
 * Waits until every rank has called it: nobody leaves before all have come.
 *
 * In step k = 1, 2, 4, … each rank tells the rank k further on and hears the rank k before (dissemination).
 *
 * @throws VnetosError whatever ends the call on any rank, for example `rank 3 (b3) does not answer`.
 *
 * ```ts
 * barrier();
 * const start = now();
 * ```
 */
export function barrier(options: CollectiveOptions = {}): void {
  collective("barrier", options, meet);
}

function meet(call: Call): void {
  const { rank, size } = call.on;
  for (let k = 1; k < size; k *= 2) {
    putText(call, (rank + k) % size, "");
    takeText(call, (rank - k + size) % size);
  }
}
