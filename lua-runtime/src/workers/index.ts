/** Workers: Lua programs that share a thread, their native calls, the shell. */
export { CounterTable, type CounterUser } from "./counters/index.ts";
export type { WorkerPorts } from "./natives/message-natives.ts";
export type { OutputSink } from "./output-queue.ts";
export { type Runnable, Scheduler } from "./scheduler.ts";
export { Worker, type WorkerOptions } from "./worker.ts";
