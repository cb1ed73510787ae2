import type { World } from "#protocol";
import type { NativeTable } from "../../vm/lua-vm.ts";

/** node, run, rank, size, nodes, args, topology, neighbours: the fields that tell a program where it is. */
export function worldNatives(node: string, world: World | undefined, args: readonly string[]) {
  return {
    node,
    run: world?.run ?? "",
    rank: world?.rank ?? 0,
    size: world?.nodes.length ?? 1,
    nodes: world?.nodes ?? [node],
    args,
    topology: world?.topology,
    neighbours: world?.neighbours,
  } satisfies NativeTable;
}
