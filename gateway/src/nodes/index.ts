/** The NMP client side: ways to a node, typed requests, sessions that last. */

export { type Clock, systemClock } from "./clock.ts";
export { type ClockReading, quicker, readClock } from "./clock-reading.ts";
export { HttpTransport, type HttpTransportOptions } from "./http-transport.ts";
export { NodeClient, type NodeClientOptions } from "./node-client.ts";
export { NodeSession, type NodeSessionOptions } from "./node-session.ts";
export { SealedTransport } from "./sealed-transport.ts";
export { isSerialAddress, parseSerialAddress, SERIAL_SCHEME } from "./serial-address.ts";
export { SerialTransport, type SerialTransportOptions } from "./serial-transport.ts";
export type {
  DroppedNews,
  LostNews,
  RebootedNews,
  SessionNews,
  SessionPosition,
  UpNews,
} from "./session-news.ts";
export type { NmpTransport, RequestOptions } from "./transport.ts";
export { transportTo } from "./transport-to.ts";
export { fetchTrace, type WorkerTrace } from "./worker-trace.ts";
