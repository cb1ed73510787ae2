/** Ports, the workers attached to them, and their connections. */
export { type Arrival, Inbox } from "./inbox.ts";
export { type ConnectionStatus, PortTable, type PortTableOptions } from "./port-table.ts";
