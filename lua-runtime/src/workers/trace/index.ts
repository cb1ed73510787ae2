/** What a worker does, recorded in a bounded space. */
export { tracePage } from "./trace-page.ts";
export { type TracedMessage, WorkerTrace } from "./worker-trace.ts";
