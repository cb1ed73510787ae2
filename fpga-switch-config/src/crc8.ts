const table = new Uint8Array(256).map((_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80 ? (crc << 1) ^ 0x07 : crc << 1;
  return crc;
});

/** CRC-8 of the control line: polynomial 0x07, start 0, not reflected ("123456789" gives 0xF4). */
export function crc8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = table[crc ^ byte] ?? 0;
  return crc;
}
