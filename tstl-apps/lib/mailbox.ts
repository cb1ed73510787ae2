import { peerError, peerPorts, portTo, rankBehind } from "./peers.ts";
import { VnetosError } from "./vnetos-error.ts";
import { rank, size } from "./world.ts";

/** A message of another rank (or of this one) that nobody has taken yet. */
export interface Arrived {
  readonly from: number;
  readonly header: string;
  readonly body: string;
}

interface Loss {
  readonly code: string;
  readonly message: string;
  /** A wait for any rank has thrown it, or need not: an orderly end. */
  told: boolean;
}

const arrivals: Arrived[] = [];
const begun: string[] = [];
const losses: (Loss | false)[] = [];
for (let peer = 0; peer < size; peer++) {
  begun.push("");
  losses.push(false);
}

/** Queues a message; what a rank sends to itself comes in here too. */
export function deliver(from: number, text: string): void {
  losses[from] = false;
  const mark = text.charAt(0);
  const middle = mark === "+" || mark === ">";
  const before = middle ? (begun[from] as string) : "";
  if (mark === "<" || mark === "+") {
    begun[from] = before + text.substring(1);
    return;
  }
  begun[from] = "";
  const colon = text.indexOf(":");
  const header = text.substring(middle ? 1 : 0, colon);
  arrivals.push({ from, header, body: before + text.substring(colon + 1) });
}

/**
 * Waits for the first message that `fits`, in the order of arrival; looks at `from`'s port only, when given, so
 * that other senders stay held back. Undefined: none within `timeoutMs` (-1: no limit). Throws when none can come.
 */
export function waitFor(
  from: number | undefined,
  fits: (arrived: Arrived) => boolean,
  timeoutMs: number,
): Arrived | undefined {
  const end = __vnetos.now() + timeoutMs;
  const ports = from === undefined ? peerPorts : [portTo[from] as string];
  for (;;) {
    const arrived = take(fits);
    if (arrived !== undefined) return arrived;
    if (nothingCanCome(from, timeoutMs)) return undefined;
    if (!listen(ports, timeoutMs < 0 ? -1 : Math.max(0, end - __vnetos.now()))) return undefined;
  }
}

function take(fits: (arrived: Arrived) => boolean): Arrived | undefined {
  for (let i = 0; i < arrivals.length; i++) {
    const arrived = arrivals[i] as Arrived;
    if (!fits(arrived)) continue;
    for (let k = i + 1; k < arrivals.length; k++) arrivals[k - 1] = arrivals[k] as Arrived;
    arrivals.pop();
    return arrived;
  }
  return undefined;
}

/** Throws the loss that makes waiting vain; true where only looking is meant. */
function nothingCanCome(from: number | undefined, timeoutMs: number): boolean {
  if (from === rank) return timeoutMs === 0 || throwError("closed", "this rank waits for itself");
  if (from !== undefined) return throwLoss(from);
  for (let peer = 0; peer < size; peer++) {
    const loss = losses[peer];
    if (loss && !loss.told) throwLoss(peer);
  }
  for (let peer = 0; peer < size; peer++) if (peer !== rank && !losses[peer]) return false;
  return timeoutMs === 0 || throwError("closed", "every other rank has ended");
}

function throwLoss(peer: number): boolean {
  const loss = losses[peer];
  if (!loss) return false;
  loss.told = true;
  throw peerError(peer, loss.code, loss.message);
}

function throwError(code: string, message: string): never {
  throw new VnetosError(code, message);
}

/** Takes one arrival from the board. False: nothing came in time. */
function listen(ports: readonly string[], timeoutMs: number): boolean {
  const [kind, port, text] = __vnetos.receive(ports, timeoutMs);
  if (kind === undefined) return port !== "timeout" && throwError(port, text);
  const peer = rankBehind[port] as number;
  if (kind === "message") deliver(peer, text);
  else if (kind === "closed") losses[peer] = { code: "closed", message: text, told: true };
  else {
    const space = text.indexOf(" ");
    const code = text.substring(0, space);
    losses[peer] = { code, message: text.substring(space + 1), told: false };
  }
  return true;
}
