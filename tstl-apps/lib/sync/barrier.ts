import { VnetosError } from "../vnetos-error.ts";
import { checkCount } from "./check-count.ts";
import {
  closeCounter,
  give,
  hold,
  openCounter,
  openPart,
  type SharedCounter,
  spendOrSee,
  tryTake,
} from "./shared-counter.ts";
import type { SharingOptions } from "./sharing.ts";

// Two rounds alternate, each with two counters. Who comes holds a place of the round; the last place taken opens the
// round's gate, once for each of the others, who leave their places when they have passed.
//
//   places: n ──hold──▶ 0      gate: 0 ──give n-1──▶ n-1 ──spend──▶ 0
//
// A round's places are free again before anyone can come to the round after the next. A worker that ends gives its
// place back: the others wait in vain then, and are told.

/** A place on this board where a number of workers wait for each other. */
export interface Barrier {
  readonly name: string;
  readonly parties: number;
  /**
   * Waits until all parties have come, at most `timeoutMs` (default: no limit). Who gave up may come again.
   *
   * @throws VnetosError `timeout`; `deadlock` or `closed`, which names who is missing, when they can never be complete.
   */
  wait(timeoutMs?: number): void;
  /** Leaves the barrier; it is gone when all have. */
  close(): void;
}

const MOST = 10_000;

interface Round {
  readonly places: SharedCounter;
  readonly gate: SharedCounter;
}

/**
 * Opens a barrier by its name, for workers of one board; `barrier()` of `vnetos` is for all ranks of a run.
 *
 * @param name 1 to 63 letters, digits, `.`, `_`, `-`.
 * @param parties How many wait for each other, 1..10000: the same for all.
 * @throws VnetosError `bad-request` for a wrong argument, `conflict` when the name is open as something else,
 * `limit-reached`.
 *
 * ```ts
 * const here = openBarrier("here", 3);
 * here.wait(2000);
 * ```
 */
export function openBarrier(name: string, parties: number, options: SharingOptions = {}): Barrier {
  checkCount("openBarrier(parties)", parties, 1, MOST);
  const rounds = openRounds(name, parties, options);
  let round = 0;
  return {
    name,
    parties,
    wait: (timeoutMs) => {
      meet(rounds[round] as Round, parties, timeoutMs);
      round = 1 - round;
    },
    close: () => {
      for (const { places, gate } of rounds) {
        closeCounter(gate);
        closeCounter(places);
      }
    },
  };
}

function openRounds(name: string, parties: number, options: SharingOptions): Round[] {
  const scope = options.scope ?? "run";
  const call = "openBarrier";
  const kind = "barrier";
  const all = { kind, initial: parties, most: parties };
  const others = { kind, initial: 0, most: Math.max(1, parties - 1) };
  // The first has the name alone, so that a lock of the same name is found out.
  const first = openCounter(call, { name, ...all }, options);
  return [
    { places: first, gate: openPart(call, { name: `${name} gate`, ...others }, scope) },
    {
      places: openPart(call, { name: `${name} again`, ...all }, scope),
      gate: openPart(call, { name: `${name} gate again`, ...others }, scope),
    },
  ];
}

function meet({ places, gate }: Round, parties: number, timeoutMs: number | undefined): void {
  const late = `not all ${parties} have come`;
  const waiting = { call: "wait", units: 1, timeoutMs, late };
  const { left } = hold(places, waiting);
  try {
    if (left > 0) spendOrSee(gate, "spend", waiting);
    else if (parties > 1) give(gate, "spend", parties - 1);
  } catch (error) {
    give(places, "hold", 1);
    if (!cameAfterAll(error, gate)) throw error;
    return;
  }
  give(places, "hold", 1);
}

/** Time was over, but the last one came before this one had left its place: the gate was opened for it too. */
function cameAfterAll(error: unknown, gate: SharedCounter): boolean {
  const isLate = error instanceof VnetosError && error.code === "timeout";
  return isLate && tryTake(gate, "spend", 1) !== undefined;
}
