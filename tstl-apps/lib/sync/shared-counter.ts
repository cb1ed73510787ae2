import { checkMs } from "../check-arguments.ts";
import { checkName } from "../check-name.ts";
import { granted } from "../granted.ts";
import { hooks } from "../kernel/hooks.ts";
import { deadlineIn, NO_TICKETS } from "../kernel/wait.ts";
import { VnetosError } from "../vnetos-error.ts";
import type { Acquired, SharingOptions } from "./sharing.ts";

// Everything here that waits is made of counters of the board: native.d.ts tells what they do.

// How often a counter is asked while other activities of this program go on, ms.
const ASK_EVERY_MS = 5;

const NO_PORTS: readonly string[] = [];

/** What a counter is opened as. */
export interface CounterForm {
  readonly name: string;
  /** The word for messages: `lock`. */
  readonly kind: string;
  readonly initial: number;
  readonly most: number;
}

/** A counter that this worker has open. */
export interface SharedCounter {
  /** `lock "log"`. */
  readonly title: string;
  readonly number: number;
}

/** Opens a counter after a look at its name. `call` is what the program has called: `openLock`. */
export function openCounter(
  call: string,
  form: CounterForm,
  options: SharingOptions,
): SharedCounter {
  checkName(`${call}(name)`, form.name);
  const scope = options.scope ?? "run";
  if (scope !== "run" && scope !== "board") {
    const text = `${call}(scope): "${scope}" is neither "run" nor "board"`;
    throw new VnetosError("bad-request", text);
  }
  return openPart(call, form, scope);
}

/** As `openCounter`, for a counter whose name no program can give. */
export function openPart(call: string, form: CounterForm, scope: "run" | "board"): SharedCounter {
  const { name, kind, initial, most } = form;
  const [number, code, message] = __vnetos.counterOpen(name, kind, scope, initial, most);
  const space = name.indexOf(" ");
  const title = `${kind} "${space < 0 ? name : name.substring(0, space)}"`;
  return { title, number: granted(`${call}(name)`, number, code, message) };
}

/** A wait: what it is called, for how many units, and what to say when it was too short: `not free`. */
export interface Waiting {
  readonly call: string;
  readonly units: number;
  readonly timeoutMs: number | undefined;
  readonly late: string;
}

/** Waits for units to hold. */
export function hold(
  counter: SharedCounter,
  waiting: Waiting,
): Acquired & { readonly left: number } {
  return take(counter, "hold", waiting);
}

/** Waits for units that are gone then, or until they are there. */
export function spendOrSee(counter: SharedCounter, kind: "spend" | "see", waiting: Waiting): void {
  take(counter, kind, waiting);
}

function take(
  { title, number }: SharedCounter,
  kind: "hold" | "spend" | "see",
  { call, units, timeoutMs, late }: Waiting,
): Acquired & { readonly left: number } {
  if (timeoutMs !== undefined) checkMs(`${title}: ${call}(timeoutMs)`, timeoutMs);
  const deadline = deadlineIn(timeoutMs);
  const limitMs = !mayBlock() ? 0 : deadline === Infinity ? -1 : (timeoutMs as number);
  let [left, told, message] = __vnetos.counterTake(number, kind, units, limitMs);
  while (limitMs === 0 && told === "timeout" && pauseUntil(deadline)) {
    [left, told, message] = __vnetos.counterTake(number, kind, units, 0);
  }
  if (left !== undefined) return { left, abandonedBy: told };
  if (told !== "timeout") throw new VnetosError(told as string, message);
  // The message ends with who holds it.
  const holders = kind === "hold" ? `, ${message.substring(message.indexOf(": ") + 2)}` : "";
  throw new VnetosError("timeout", `${title}: ${late} within ${timeoutMs} ms${holders}`);
}

/** Whether the board may wait for this worker: not where that would hold up what else this program does. */
function mayBlock(): boolean {
  return hooks.wait === undefined || hooks.othersGoOn?.() !== true;
}

/** Lets the others go on for a moment. False: the deadline has passed. */
function pauseUntil(deadline: number): boolean {
  const now = __vnetos.now();
  if (now >= deadline) return false;
  hooks.wait?.(nothing, NO_PORTS, Math.min(deadline, now + ASK_EVERY_MS), NO_TICKETS);
  return true;
}

function nothing(): undefined {
  return undefined;
}

/** Holds units or takes them for good if they are there now; undefined: they are not. */
export function tryTake(
  { number }: SharedCounter,
  kind: "hold" | "spend" | "see",
  units: number,
): Acquired | undefined {
  const [left, told, message] = __vnetos.counterTake(number, kind, units, 0);
  if (left !== undefined) return { abandonedBy: told };
  if (told === "timeout") return undefined;
  throw new VnetosError(told as string, message);
}

/** Gives units: those that this worker holds, or new ones. */
export function give({ number }: SharedCounter, kind: "hold" | "spend", units: number): void {
  const [value, code, message] = __vnetos.counterGive(number, kind, units);
  if (value === undefined) throw new VnetosError(code, message);
}

export function closeCounter({ number }: SharedCounter): void {
  const [closed, code, message] = __vnetos.counterClose(number);
  if (closed === undefined) throw new VnetosError(code, message);
}
