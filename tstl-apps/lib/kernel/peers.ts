import { rankName } from "../rank-name.ts";
import { VnetosError } from "../vnetos-error.ts";
import { rank, size } from "../world.ts";

// The wiring of a run: rank i is attached to the ports `run.i.j`, one for every other rank j;
// `run.i.j` is connected with `run.j.i`. Both numbers are in the name because ranks may share a node.

/** This rank's port to each rank (its own is never used). */
export const portTo: string[] = [];

/** The rank at the other end of each port. */
export const rankBehind: Record<string, number> = {};

/** The ports to all other ranks. */
export const peerPorts: string[] = [];

/** For a wait that looks at no port. */
export const NO_PORTS: readonly string[] = [];

/** Why a rank cannot be waited for. */
export interface Loss {
  readonly error: VnetosError;
  /** A wait for any rank has thrown it, or need not: an orderly end. */
  told: boolean;
}

/** By rank; false: nothing is wrong with it. A message takes the loss of its sender back. */
export const losses: (Loss | false)[] = [];

for (let peer = 0; peer < size; peer++) {
  const port = `${__vnetos.run}.${rank}.${peer}`;
  portTo.push(port);
  losses.push(false);
  if (peer === rank) continue;
  rankBehind[port] = peer;
  peerPorts.push(port);
}

/** A broken connection as an error that names the rank behind it. */
export function peerError(peer: number, code: string, message: string): VnetosError {
  const name = rankName(peer);
  if (code === "unreachable") return new VnetosError(code, `${name} does not answer`);
  if (code === "peer-rebooted") return new VnetosError(code, `${name} was started anew`);
  if (code === "closed" || code === "no-receiver")
    return new VnetosError(code, `${name} has ended`);
  return new VnetosError(code, `${name}: ${message}`);
}
