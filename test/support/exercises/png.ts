import { inflateSync } from "node:zlib";
import { expect } from "vitest";

export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly palette: Buffer;
  /** A filter byte and the pixels of each row. */
  readonly scanlines: Buffer;
}

/** Reads a PNG with a palette and checks everything in it that has a check. */
export function decodePng(bytes: Buffer): Picture {
  expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at);
    expect(crcOf(bytes.subarray(at + 4, end))).toBe(bytes.readUInt32BE(end));
    chunks.set(bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, end));
    at = end + 4;
  }
  expect([...chunks.keys()]).toEqual(["IHDR", "PLTE", "IDAT", "IEND"]);
  const header = chunks.get("IHDR") as Buffer;
  expect([...header.subarray(8)]).toEqual([8, 3, 0, 0, 0]);
  return {
    width: header.readUInt32BE(0),
    height: header.readUInt32BE(4),
    palette: chunks.get("PLTE") as Buffer,
    scanlines: inflateSync(chunks.get("IDAT") as Buffer),
  };
}

/** CRC-32, bit by bit. */
function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}
