/**
 * The shape that the ranks of this run form on the network: `"ring"`, `"mesh"`, `"torus"`, `"star"`, `"tree"`,
 * `"hypercube"` or `"full"`, rank i at place i of it; `"custom"` when they form none of these: a network drawn by hand, or
 * a part of a shape. Ranks on one node that follow each other share a place. The same on all ranks. It is what the
 * network was when the run began; undefined when the program runs without a gateway that knows it.
 *
 * ```ts
 * if (topology === "ring" && rank === 0) console.log("every message to a far rank goes over all between");
 * ```
 */
export const topology: string | undefined = __vnetos.topology;

/**
 * The ranks to which no other node stands between: on this rank's node or on one next to it, ascending. Holds for any
 * network, also one drawn by hand, and any choice of nodes. Undefined where `topology` is.
 *
 * ```ts
 * const drawn = graph(neighbours ?? []);
 * const loads = neighbourAllGather(load, { on: drawn });
 * ```
 */
export const neighbours: readonly number[] | undefined = __vnetos.neighbours;
