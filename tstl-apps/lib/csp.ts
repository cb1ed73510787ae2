/** The library's part `vnetos/csp`: processes and channels, after Hoare. Only re-exports, as in index.ts. */
export {
  type Channel,
  type ChannelOptions,
  channel,
  type ReadEnd,
  readEnd,
  type WriteEnd,
  writeEnd,
} from "./csp/channel.ts";
export { after, type Guard, onRead, otherwise } from "./csp/guard.ts";
export { par } from "./csp/par.ts";
export { at, type Placed, placedPar } from "./csp/placed-par.ts";
export { each, read } from "./csp/read.ts";
export { select } from "./csp/select.ts";
export { type ChannelWait, close, write } from "./csp/write.ts";
export { type Fiber, join, type SpawnOptions, spawn } from "./kernel/fiber.ts";
