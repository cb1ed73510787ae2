/**
 * The library `vnetos`. Only re-exports, each from the file that defines the name: the toolchain follows them, so
 * that a program carries nothing but what it uses.
 */

export { choiceArgument } from "./choice-argument.ts";
export { readInput, readLine } from "./input.ts";
export { type NumberArgumentOptions, numberArgument, wholeArgument } from "./number-argument.ts";
export { openPort, type Port } from "./open-port.ts";
export { allGather } from "./parallel/all-gather.ts";
export { allReduce } from "./parallel/all-reduce.ts";
export { allToAll } from "./parallel/all-to-all.ts";
export { barrier } from "./parallel/barrier.ts";
export { broadcast } from "./parallel/broadcast.ts";
export { each } from "./parallel/each.ts";
export { world } from "./parallel/everyone.ts";
export { gather } from "./parallel/gather.ts";
export { max, min } from "./parallel/min-max.ts";
export type { ReceiveOptions } from "./parallel/pattern.ts";
export { type Received, receive, receiveFrom, tryReceive } from "./parallel/receive.ts";
export { reduce } from "./parallel/reduce.ts";
export { exclusiveScan, scan } from "./parallel/scan.ts";
export { scatter } from "./parallel/scatter.ts";
export { type SendOptions, send } from "./parallel/send.ts";
export { sendReceive } from "./parallel/send-receive.ts";
export { split } from "./parallel/split.ts";
export { sum } from "./parallel/sum.ts";
export { anyTag, type Tag, tag } from "./parallel/tag.ts";
export { random } from "./random.ts";
export { saveFile } from "./save-file.ts";
export { span } from "./span.ts";
export { now, sleep } from "./time.ts";
export { neighbours, topology } from "./topology.ts";
export { VnetosError } from "./vnetos-error.ts";
export { args, node, nodes, rank, size } from "./world.ts";
