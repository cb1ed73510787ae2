import { bigEndian } from "./big-endian.ts";
import { crc32 } from "./crc32.ts";
import { compress } from "./zlib.ts";

/**
 * A picture as the bytes of a PNG file (ISO/IEC 15948) with a palette.
 *
 * @param rows The number of a colour for each pixel, from the top; all rows of one length.
 * @param palette Red, green, blue of each colour; at most 256 colours.
 */
export function encodePng(
  rows: readonly (readonly number[])[],
  palette: readonly number[],
): number[] {
  const width = rows[0]?.length ?? 0;
  const bytes = [137, 80, 78, 71, 13, 10, 26, 10];
  // 8 bits for each pixel, colours from a palette, no interlacing.
  chunk(bytes, "IHDR", bigEndian(width).concat(bigEndian(rows.length), 8, 3, 0, 0, 0));
  chunk(bytes, "PLTE", palette);
  chunk(bytes, "IDAT", compress(scanlines(rows)));
  chunk(bytes, "IEND", []);
  return bytes;
}

/** All pixels, a filter byte (0: none) before each row. */
function scanlines(rows: readonly (readonly number[])[]): number[] {
  const bytes: number[] = [];
  for (const row of rows) {
    bytes.push(0);
    for (const colour of row) bytes.push(colour);
  }
  return bytes;
}

function chunk(bytes: number[], type: string, data: readonly number[]): void {
  for (const byte of bigEndian(data.length)) bytes.push(byte);
  const start = bytes.length;
  for (let i = 0; i < 4; i++) bytes.push(type.charCodeAt(i));
  for (const byte of data) bytes.push(byte);
  for (const byte of bigEndian(crc32(bytes, start))) bytes.push(byte);
}
