/** Name of the node that this program runs on, for example `"b3"`. */
export const node: string = __vnetos.node;

/**
 * This program's number among those of its run, 0..`size` - 1. Every node runs the same program; what each
 * of them does follows from its rank.
 *
 * ```ts
 * if (rank === 0) console.log(`${size} boards are at work`);
 * ```
 */
export const rank: number = __vnetos.rank;

/** How many programs this run has. 1 when the program runs alone. */
export const size: number = __vnetos.size;

/** Node name of each rank: `nodes[rank]` is `node`. */
export const nodes: readonly string[] = __vnetos.nodes;

/** What followed `--args` on the command line. */
export const args: readonly string[] = __vnetos.args;
