import { VnetosError } from "#protocol";

/** `serial:/dev/ttyUSB0` or `serial:COM3`, with `?baud=921600` where it is another speed. */
export interface SerialAddress {
  readonly path: string;
  readonly baudHz: number;
}

export const SERIAL_SCHEME = "serial:";
const BAUD_HZ = 115_200;

export function isSerialAddress(url: string): boolean {
  return url.startsWith(SERIAL_SCHEME);
}

/** @throws VnetosError `bad-request` */
export function parseSerialAddress(url: string): SerialAddress {
  const match = /^serial:([^?]+)(?:\?baud=(\d{1,8}))?$/.exec(url);
  const baudHz = match?.[2] === undefined ? BAUD_HZ : Number(match[2]);
  if (match && baudHz > 0) return { path: match[1] as string, baudHz };
  throw new VnetosError(
    "bad-request",
    `"${url}" is no serial address: write serial:/dev/ttyUSB0, or serial:/dev/ttyUSB0?baud=921600`,
  );
}
