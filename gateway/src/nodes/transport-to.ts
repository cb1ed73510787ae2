import { HttpTransport } from "./http-transport.ts";
import { SealedTransport } from "./sealed-transport.ts";
import { isSerialAddress } from "./serial-address.ts";
import { SerialTransport } from "./serial-transport.ts";
import type { NmpTransport } from "./transport.ts";

/**
 * The way to the node at `url`: with its key (32 bytes) sealed, without one in the clear. A key is never
 * left out because the node says that it has none.
 * @throws VnetosError `bad-request`: no address, or no key
 */
export function transportTo(url: string, key?: Uint8Array): NmpTransport {
  const plain = isSerialAddress(url) ? new SerialTransport(url) : new HttpTransport(url);
  return key ? new SealedTransport({ transport: plain, key }) : plain;
}
