import { type BoardConfig, BoardProcess, type StartedBoard } from "#board/node";
import { packageVersion } from "./package-root.ts";

/** A board in this process that belongs to no cluster. @throws VnetosError `conflict` (busy port), `forbidden` (no key) */
export async function serveBoard(config: BoardConfig): Promise<StartedBoard & { stop(): void }> {
  const boards = new BoardProcess({ firmware: packageVersion, boards: [config] });
  const [started] = await boards.start();
  return { ...(started as StartedBoard), stop: () => boards.stop() };
}
