import { VnetosError } from "../vnetos-error.ts";
import { rank } from "../world.ts";
import type { Arrived } from "./envelope.ts";
import { hooks } from "./hooks.ts";
import { take } from "./mailbox.ts";
import { type Loss, losses, peerPorts, portTo } from "./peers.ts";
import { LOOK, waitUntil } from "./wait.ts";

interface Hopeless {
  readonly error: VnetosError;
}

/**
 * Waits for the first message that `fits`, in the order of arrival. `from`: ranks of the world that it may come from;
 * only their ports are looked at; undefined: any. Undefined: none before `deadline`.
 *
 * @throws VnetosError when none can come: the one rank is gone, or all are; and once for each of several that is lost.
 */
export function awaitMessage(
  from: readonly number[] | undefined,
  fits: (arrived: Arrived) => boolean,
  deadline: number,
  choose: (fits: (arrived: Arrived) => boolean) => Arrived | undefined = take,
): Arrived | undefined {
  const ready = (): Arrived | Hopeless | undefined => {
    if (hooks.claim !== undefined) hooks.claim();
    return choose(fits) ?? hopeless(from, deadline);
  };
  const found = waitUntil(ready, portsTo(from), deadline);
  if (found !== undefined && "error" in found) throw found.error;
  return found;
}

/** The ports to ranks of the world. */
export function portsTo(ranks: readonly number[] | undefined): readonly string[] {
  if (ranks === undefined) return peerPorts;
  const ports: string[] = [];
  for (const peer of ranks) if (peer !== rank) ports.push(portTo[peer] as string);
  return ports;
}

/** Why waiting is vain, if it is. */
export function hopeless(
  from: readonly number[] | undefined,
  deadline: number,
): Loss | Hopeless | undefined {
  if (from !== undefined && from.length === 1) return lossOfOne(from[0] as number, deadline);
  const count = from === undefined ? losses.length : from.length;
  let living = 0;
  for (let i = 0; i < count; i++) {
    const peer = from === undefined ? i : (from[i] as number);
    const loss = losses[peer];
    if (!loss) {
      if (peer !== rank) living++;
    } else if (!loss.told) {
      loss.told = true;
      return loss;
    }
  }
  if (living > 0 || deadline === LOOK || hooks.wait !== undefined) return undefined;
  return { error: new VnetosError("closed", "every other rank has ended") };
}

function lossOfOne(peer: number, deadline: number): Loss | Hopeless | undefined {
  const loss = losses[peer] as Loss | false;
  if (loss) {
    loss.told = true;
    return loss;
  }
  // Where there are fibers, another of them may send.
  if (peer !== rank || deadline === LOOK || hooks.wait !== undefined) return undefined;
  return { error: new VnetosError("closed", "this rank waits for itself") };
}
