/** The board in a Node.js process. */
export {
  BoardProcess,
  type BoardConfig,
  type BoardProcessConfig,
  type StartedBoard,
} from "./board-process.ts";
