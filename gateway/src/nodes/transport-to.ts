import { HttpTransport } from "./http-transport.ts";
import { SealedTransport } from "./sealed-transport.ts";
import type { NmpTransport } from "./transport.ts";

/**
 * The way to the node at `url`: with its key (32 bytes) sealed, without one in the clear. A key is never
 * left out because the node says that it has none.
 * @throws VnetosError `bad-request`: no http address, or no key
 */
export function transportTo(url: string, key?: Uint8Array): NmpTransport {
  const http = new HttpTransport(url);
  return key ? new SealedTransport({ transport: http, key }) : http;
}
