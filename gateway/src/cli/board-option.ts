import { Option } from "commander";
import type { BoardChoice } from "#cluster";

export type { BoardChoice };

const CHOICES: readonly BoardChoice[] = ["auto", "native", "fengari"];

/** `--board`: what hosts the virtual boards; VNETOS_BOARD says so, too. */
export function boardOption(): Option {
  return new Option("--board <kind>", "virtual boards: native in C, Fengari in JavaScript, auto")
    .choices(CHOICES)
    .env("VNETOS_BOARD")
    .default("auto");
}
