import { describe, expect, test } from "vitest";
import { BOARD_KINDS, type BoardKind } from "./board-kinds.ts";
import { lackOf } from "./firmware.ts";

/** The tests once for each kind of board: where one cannot be built a visible skip, and a failure with CI=true. */
export function describeBoards(name: string, tests: (kind: BoardKind) => void): void {
  for (const kind of BOARD_KINDS) {
    const lack = kind === "native" ? lackOf("native") : undefined;
    const title = `${name}, ${kind} boards`;
    if (lack === undefined) describe(title, () => tests(kind));
    else if (process.env.CI === "true") test(title, () => expect.fail(lack));
    else describe.skip(`${title}: ${lack}`, () => tests(kind));
  }
}
