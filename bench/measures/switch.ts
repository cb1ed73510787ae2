import type { Row } from "../row.ts";
import { benchSwitch } from "../switch.bench.ts";

/** The switch model alone, without sockets: a permutation on sixteen ports. */
export async function switchModel(): Promise<Row[]> {
  return [34, 255].map((frameBytes) => ({
    id: `switch.frames.${frameBytes}`,
    what: `switch model, frames of ${frameBytes} B on sixteen ports`,
    value: benchSwitch(frameBytes).framesPerSecond / 1000,
    unit: "k/s",
  }));
}
