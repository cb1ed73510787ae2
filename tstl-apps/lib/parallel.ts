/** The part `vnetos/parallel`. Only re-exports, as in `index.ts`. */
export {
  type AllGatherAlgorithm,
  type AllGatherOptions,
  allGather,
} from "./parallel/all-gather.ts";
export {
  type AllReduceAlgorithm,
  type AllReduceOptions,
  allReduce,
} from "./parallel/all-reduce.ts";
export { type AllToAllAlgorithm, type AllToAllOptions, allToAll } from "./parallel/all-to-all.ts";
export { balancedDims } from "./parallel/balanced-dims.ts";
export { barrier } from "./parallel/barrier.ts";
export { type Block, blockOf, blockWith } from "./parallel/block.ts";
export { type BroadcastAlgorithm, type BroadcastOptions, broadcast } from "./parallel/broadcast.ts";
export {
  cartesian,
  coordinatesOf,
  type Grid,
  type GridOptions,
  rankAt,
  type Shift,
  shift,
} from "./parallel/cartesian.ts";
export type { CollectiveOptions, RootedOptions } from "./parallel/collective.ts";
export type { Communicator } from "./parallel/communicator.ts";
export { each } from "./parallel/each.ts";
export { world } from "./parallel/everyone.ts";
export { type FarmOptions, farm } from "./parallel/farm.ts";
export { type GatherAlgorithm, type GatherOptions, gather } from "./parallel/gather.ts";
export { graph } from "./parallel/graph.ts";
export { duplicate, group } from "./parallel/group.ts";
export { type Located, maxLocation, minLocation } from "./parallel/location.ts";
export { map, mapReduce } from "./parallel/map.ts";
export { max, min } from "./parallel/min-max.ts";
export {
  type NeighbourOptions,
  neighbourAllGather,
  neighbourAllToAll,
} from "./parallel/neighbours.ts";
export { and, or, product } from "./parallel/operators.ts";
export { type ParallelForOptions, parallelFor, type Schedule } from "./parallel/parallel-for.ts";
export type { ReceiveOptions, Source } from "./parallel/pattern.ts";
export { type Probed, probe, tryProbe } from "./parallel/probe.ts";
export { type Received, receive, receiveFrom, tryReceive } from "./parallel/receive.ts";
export {
  type Operator,
  type ReduceAlgorithm,
  type ReduceOptions,
  reduce,
} from "./parallel/reduce.ts";
export {
  type ReduceScatterAlgorithm,
  type ReduceScatterOptions,
  reduceScatter,
} from "./parallel/reduce-scatter.ts";
export { type Request, startReceive, startSend } from "./parallel/request.ts";
export { exclusiveScan, type ScanAlgorithm, type ScanOptions, scan } from "./parallel/scan.ts";
export { type ScatterAlgorithm, type ScatterOptions, scatter } from "./parallel/scatter.ts";
export { type SendOptions, send } from "./parallel/send.ts";
export { type SendReceiveOptions, sendReceive } from "./parallel/send-receive.ts";
export { type MakingOptions, split } from "./parallel/split.ts";
export { sum } from "./parallel/sum.ts";
export { type AnyTag, anyTag, type Tag, tag } from "./parallel/tag.ts";
export type { Neighbour, Topology } from "./parallel/topology.ts";
export { waitAll, waitAny } from "./parallel/wait-all.ts";
