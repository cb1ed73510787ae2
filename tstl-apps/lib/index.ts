/**
 * The library `vnetos`. Only re-exports, each from the file that defines the name: the toolchain follows them, so
 * that a program carries nothing but what it uses.
 */
export { allReduce } from "./all-reduce.ts";
export { barrier } from "./barrier.ts";
export { broadcast } from "./broadcast.ts";
export { choiceArgument } from "./choice-argument.ts";
export { gather } from "./gather.ts";
export { readInput, readLine } from "./input.ts";
export { max, min } from "./min-max.ts";
export { type NumberArgumentOptions, numberArgument, wholeArgument } from "./number-argument.ts";
export { openPort, type Port } from "./open-port.ts";
export { random } from "./random.ts";
export {
  type Received,
  type ReceiveOptions,
  receive,
  receiveFrom,
  tryReceive,
} from "./receive.ts";
export { reduce } from "./reduce.ts";
export { saveFile } from "./save-file.ts";
export { scatter } from "./scatter.ts";
export { send } from "./send.ts";
export { sum } from "./sum.ts";
export { now, sleep } from "./time.ts";
export { VnetosError } from "./vnetos-error.ts";
export { args, node, nodes, rank, size } from "./world.ts";
