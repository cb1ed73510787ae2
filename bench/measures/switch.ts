import type { Row } from "../row.ts";
import { benchSwitch } from "../switch.bench.ts";

/** The switch model alone, without sockets: a permutation on sixteen ports. */
export async function switchModel(): Promise<Row[]> {
  return [34, 255].map((frameBytes) => {
    const { framesPerSecond, lost } = benchSwitch(frameBytes);
    if (lost !== 0) throw new Error(`the switch model lost ${lost} frames of ${frameBytes} B`);
    return {
      id: `switch.frames.${frameBytes}`,
      what: `switch model, frames of ${frameBytes} B on sixteen ports`,
      value: framesPerSecond / 1000,
      unit: "k/s",
    };
  });
}
