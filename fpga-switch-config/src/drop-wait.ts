import { BITS_PER_BYTE, FRAME_BYTES_MAX } from "./geometry.ts";
import { DROP_WAIT_US } from "./registers.ts";

/**
 * The DROP_WAIT that loses nothing as long as outputs move: every input waits for its turn at one output,
 * behind the longest frames at this line speed (bits/s, 0: unlimited), and as long again.
 */
export function dropWaitUs(bitsPerSecond: number, ports: number): number {
  if (bitsPerSecond === 0) return DROP_WAIT_US.reset;
  const frameUs = (FRAME_BYTES_MAX * BITS_PER_BYTE * 1_000_000) / bitsPerSecond;
  const needed = Math.ceil(2 * (ports + 2) * frameUs);
  return Math.min(DROP_WAIT_US.greatest, Math.max(DROP_WAIT_US.reset, needed));
}
