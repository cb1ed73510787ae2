import { size } from "../world.ts";
import { type Communicator, makeCommunicator } from "./communicator.ts";

const ranks: number[] = [];
for (let i = 0; i < size; i++) ranks.push(i);

/**
 * The communicator of all ranks of the run: what every call uses when it is given none.
 *
 * ```ts
 * const grid = cartesian(balancedDims(world.size, 2), { on: world });
 * ```
 */
export const world: Communicator = makeCommunicator("", ranks);
