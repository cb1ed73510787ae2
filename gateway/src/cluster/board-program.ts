import { FirmwareError, nativeBoard, type OnProgress } from "#firmware";
import { builtScript } from "./package-root.ts";
import type { ChildProgram } from "./supervised-process.ts";

/** auto: native where it can be built, else Fengari. */
export const BOARD_CHOICES = ["auto", "native", "fengari"] as const;
export type BoardChoice = (typeof BOARD_CHOICES)[number];

/** What hosts virtual boards, and why it is this one. */
export interface BoardProgram {
  readonly kind: "native" | "fengari";
  readonly program: ChildProgram;
  /** Why `auto` did not take native boards. */
  readonly instead?: string | undefined;
}

const FENGARI: BoardProgram = {
  kind: "fengari",
  program: { script: builtScript("board-host.js") },
};

/** @throws FirmwareError when native boards are asked for and cannot be built */
export async function boardProgram(
  choice: BoardChoice,
  onProgress?: OnProgress,
): Promise<BoardProgram> {
  if (choice === "fengari") return FENGARI;
  try {
    return { kind: "native", program: { command: await nativeBoard({ onProgress }) } };
  } catch (error) {
    if (choice === "native" || !(error instanceof FirmwareError)) throw error;
    return { ...FENGARI, instead: error.message };
  }
}
