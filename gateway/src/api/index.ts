/** The gateway's API: REST and WebSocket over a cluster. */
export { Gateway, type GatewayOptions } from "./gateway.ts";
