// Four tables: table k carries a byte over k further bytes, so that four bytes go in one step.
const T0 = Int32Array.from({ length: 256 }, (_, byte) => remainderOf(byte));
const T1 = tableAfter(T0);
const T2 = tableAfter(T1);
const T3 = tableAfter(T2);

function remainderOf(byte: number): number {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
}

function tableAfter(previous: Int32Array): Int32Array {
  return Int32Array.from(previous, (value) => (T0[value & 0xff] as number) ^ (value >>> 8));
}

/** State of a CRC-32 over no bytes yet. */
export const CRC32_START = -1;

/** Takes `bytes` from `start` up to `end` (without it) into the state. */
export function crc32Update(
  state: number,
  bytes: Uint8Array,
  start = 0,
  end: number = bytes.length,
): number {
  let crc = state;
  let at = start;
  for (; at + 4 <= end; at += 4) {
    crc ^=
      (bytes[at] as number) |
      ((bytes[at + 1] as number) << 8) |
      ((bytes[at + 2] as number) << 16) |
      ((bytes[at + 3] as number) << 24);
    crc =
      (T3[crc & 0xff] as number) ^
      (T2[(crc >>> 8) & 0xff] as number) ^
      (T1[(crc >>> 16) & 0xff] as number) ^
      (T0[crc >>> 24] as number);
  }
  for (; at < end; at++) {
    crc = (T0[(crc ^ (bytes[at] as number)) & 0xff] as number) ^ (crc >>> 8);
  }
  return crc;
}

/** The checksum that a state stands for, 0..2^32-1. */
export function crc32Value(state: number): number {
  return ~state >>> 0;
}

/** CRC-32 of IEEE 802.3, reflected, as zlib computes it: 0..2^32-1. */
export function crc32(bytes: Uint8Array): number {
  return crc32Value(crc32Update(CRC32_START, bytes));
}
