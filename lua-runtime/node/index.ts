/** The board in a Node.js process. */
export {
  type BoardConfig,
  BoardProcess,
  type BoardProcessConfig,
  type StartedBoard,
} from "./board-process.ts";
