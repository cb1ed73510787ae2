import type { Row } from "../row.ts";
import { benchPacedSwitch, benchSwitch } from "../switch.bench.ts";

const FRAME_BYTES = [34, 255];

/** The switch model alone, without sockets: a permutation on sixteen ports, unlimited and at 5 Mb/s a line. */
export async function switchModel(): Promise<Row[]> {
  return [...FRAME_BYTES.map(unlimited), ...FRAME_BYTES.map(paced)];
}

function unlimited(frameBytes: number): Row {
  const { framesPerSecond, lost } = benchSwitch(frameBytes);
  if (lost !== 0) throw new Error(`the switch model lost ${lost} frames of ${frameBytes} B`);
  return {
    id: `switch.frames.${frameBytes}`,
    what: `switch model, frames of ${frameBytes} B on sixteen ports`,
    value: framesPerSecond / 1000,
    unit: "k/s",
  };
}

function paced(frameBytes: number): Row {
  return {
    id: `switch.paced.${frameBytes}`,
    what: `switch model, sixteen full lines of 5 Mb/s, frames of ${frameBytes} B`,
    value: benchPacedSwitch(frameBytes).timesRealTime,
    unit: "x real time",
  };
}
