/** The multicomputer as the gateway holds it. */
export type { BoardChoice } from "./board-program.ts";
export { Cluster, type ClusterOptions } from "./cluster.ts";
export { compilerFiles, sha256 } from "./compiler-files.ts";
export type { EventHub } from "./event-hub.ts";
export { parseNetworkDocument } from "./network-document.ts";
export { packageRoot, packageVersion } from "./package-root.ts";
export { CompileError } from "./program-library.ts";
export { serveBoard } from "./standalone-board.ts";
export { StateFolder } from "./state-folder.ts";
