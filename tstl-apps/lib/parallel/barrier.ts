import { rank, size } from "../world.ts";
import { collective, putText, takeText } from "./collective.ts";

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
export function barrier(): void {
  collective("barrier", () => {
    for (let k = 1; k < size; k *= 2) {
      putText((rank + k) % size, "");
      takeText((rank - k + size) % size);
    }
  });
}
