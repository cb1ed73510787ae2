const table: number[] = [];
for (let byte = 0; byte < 256; byte++) {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++)
    rest = (rest & 1) === 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  table.push(rest >>> 0);
}

/** CRC-32 (IEEE 802.3) of the bytes from `start` to the end. */
export function crc32(bytes: readonly number[], start: number): number {
  let crc = 0xffffffff;
  for (let i = start; i < bytes.length; i++) {
    crc = (table[(crc ^ (bytes[i] as number)) & 255] as number) ^ (crc >>> 8);
  }
  return ~crc >>> 0;
}
