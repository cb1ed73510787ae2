/** The board in TypeScript, host-neutral. */
export type { BoardHost, Wire, WireListener } from "./host.ts";
