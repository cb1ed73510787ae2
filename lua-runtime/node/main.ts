/** Process: hosts boards. Its parent sends what to start over IPC; it ends when the parent does. */
import { BoardProcess, type BoardProcessConfig } from "./board-process.ts";

let boards: BoardProcess | undefined;

const end = () => {
  boards?.stop();
  process.exit(0);
};

type FromParent =
  | { type: "start"; config: BoardProcessConfig }
  | { type: "end"; id: number; name: string };

process.on("message", async (message: FromParent) => {
  if (message.type === "end") {
    boards?.stopBoard(message.name);
    process.send?.({ id: message.id });
  } else if (!boards) {
    boards = new BoardProcess(message.config);
    process.send?.({ type: "ready", boards: await boards.start() });
  }
});
process.on("disconnect", end);
process.on("SIGTERM", end);
// Ctrl-C in a terminal reaches every process there: the gateway ends its boards itself.
process.on("SIGINT", () => {});
