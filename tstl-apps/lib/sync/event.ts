import { VnetosError } from "../vnetos-error.ts";
import { closeCounter, openCounter, spendOrSee, tryTake } from "./shared-counter.ts";
import type { SharingOptions } from "./sharing.ts";

/** `"manual"`: stays set, for all, until it is reset. `"auto"`: each `set` lets one worker pass. */
export type EventReset = "manual" | "auto";

/** Something that happens on this board, and that workers wait for. */
export interface SyncEvent {
  readonly name: string;
  /** It has happened. A manual event lets all pass who wait and who come; an auto event the first only. */
  set(): void;
  /** It has not happened yet (again). */
  reset(): void;
  /**
   * Waits until the event is set, at most `timeoutMs` (default: no limit). Who waits for an auto event resets it.
   *
   * @throws VnetosError `timeout`; `deadlock` or `closed` when nobody is left who could set it.
   */
  wait(timeoutMs?: number): void;
  /** Whether a `wait` would pass at once. */
  isSet(): boolean;
  /** Leaves the event; it is gone when all have. */
  close(): void;
}

/**
 * Opens an event by its name; it is not set when the first worker opens it.
 *
 * @param name 1 to 63 letters, digits, `.`, `_`, `-`.
 * @throws VnetosError `bad-request` for a wrong argument, `conflict` when the name is open as something else,
 * `limit-reached`.
 *
 * ```ts
 * const ready = openEvent("ready", "manual");
 * if (rank === 0) ready.set();
 * else ready.wait(1000);
 * ```
 */
export function openEvent(
  name: string,
  reset: EventReset,
  options: SharingOptions = {},
): SyncEvent {
  if (reset !== "manual" && reset !== "auto") {
    const text = `openEvent(reset): "${reset}" is neither "manual" nor "auto"`;
    throw new VnetosError("bad-request", text);
  }
  const form = { name, kind: `${reset} event`, initial: 0, most: 1 };
  const counter = openCounter("openEvent", form, options);
  return {
    name,
    set: () => setOnce(counter.number),
    reset: () => void tryTake(counter, "spend", 1),
    wait: (timeoutMs) => {
      const kind = reset === "auto" ? "spend" : "see";
      spendOrSee(counter, kind, { call: "wait", units: 1, timeoutMs, late: "not set" });
    },
    isSet: () => tryTake(counter, "see", 1) !== undefined,
    close: () => closeCounter(counter),
  };
}

/** An event that is set already stays set. */
function setOnce(number: number): void {
  const [value, code, message] = __vnetos.counterGive(number, "spend", 1);
  if (value === undefined && code !== "limit-reached") throw new VnetosError(code, message);
}
