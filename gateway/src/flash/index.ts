/** Firmware onto boards: compile once, flash many, set up over serial, verify. */
export { boardNames } from "./board-names.ts";
export type { BoardSettings, BoardSetup } from "./board-setup.ts";
export { FlashJobs, type FlashJobsOptions } from "./flash-jobs.ts";
export { portFault } from "./flash-ports.ts";
export { SerialSetup } from "./serial-setup.ts";
export { boardOfSketch } from "./sketch-board.ts";
