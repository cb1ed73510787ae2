import type { SwitchPortView } from "#protocol";
import { COUNTER } from "./port-counters.ts";
import { counterOffset } from "./registers.ts";

export interface PortBlock {
  readonly port: number;
  readonly connected: boolean;
  /** The port's counters as read, by offset. */
  readonly block: readonly number[];
  /** The counter at an offset as a total that does not wrap around. */
  readonly total: (offset: number) => number;
}

const ERRORS = [
  COUNTER.oversize,
  COUNTER.badCobs,
  COUNTER.aborted,
  counterOffset("ERR_LINE"),
] as const;
const DROPS = [COUNTER.wedged, COUNTER.noCarrier, COUNTER.disabled, COUNTER.txFlushed] as const;

/** A port as the gateway's API shows it; which link is wired to it only the gateway knows. */
export function portView({ port, connected, block, total }: PortBlock): SwitchPortView {
  const now = (offset: number) => block[offset] ?? 0;
  const sum = (offsets: readonly number[]) =>
    offsets.reduce((all, offset) => all + total(offset), 0);
  return {
    ...{ port, connected },
    ...{ framesIn: total(COUNTER.rxFrames), bytesIn: total(COUNTER.rxBytes) },
    ...{ framesOut: total(COUNTER.txFrames), bytesOut: total(COUNTER.txBytes) },
    ...{ errors: sum(ERRORS), dropped: sum(DROPS), unrouted: total(COUNTER.unrouted) },
    backPressure: total(COUNTER.stops),
    queued: now(COUNTER.fillIn) + now(COUNTER.fillOut),
    highestFill: Math.max(now(COUNTER.highIn), now(COUNTER.highOut)),
  };
}
