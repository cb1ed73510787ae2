/** Frames on wires, connections between boards. */
export type { Connection } from "./connection.ts";
export type { ConnectionListener } from "./connection-site.ts";
export type { LinkEvent } from "./link-event.ts";
export { LinkLayer, type LinkLayerOptions } from "./link-layer.ts";
