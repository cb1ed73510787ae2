/** The board in TypeScript, host-neutral. */
export type { BoardHost, Wire, WireListener } from "./host.ts";
export { Board, type BoardOptions } from "./root/board.ts";
export { Scheduler } from "./workers/index.ts";
