/** Frames on wires, connections between boards. */
export type { Connection, ConnectionListener } from "./connection.ts";
export { type LinkEvent, LinkLayer, type LinkLayerOptions } from "./link-layer.ts";
