// Consistent Overhead Byte Stuffing: every zero byte becomes the distance to the next one, and a byte before all
// gives the distance to the first. Up to 253 bytes a distance always fits its byte, and it costs exactly one byte.

/** Longest input, bytes. */
export const COBS_SHORT_MAX = 253;

/**
 * Encodes `bytes[start..end)` where it lies; `bytes[start - 1]` takes the first distance.
 * Only for at most `COBS_SHORT_MAX` bytes.
 */
export function cobsEncodeInPlace(bytes: Uint8Array, start: number, end: number): void {
  let next = end;
  for (let at = end - 1; at >= start; at--) {
    if (bytes[at] !== 0) continue;
    bytes[at] = next - at;
    next = at;
  }
  bytes[start - 1] = next - (start - 1);
}

/**
 * Decodes the COBS text `bytes[start..end)` where it lies: afterwards `bytes[start + 1..end)` is what was encoded.
 * False: it is no COBS text of at most `COBS_SHORT_MAX` bytes.
 */
export function cobsDecodeInPlace(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < 1 || end - start > COBS_SHORT_MAX + 1) return false;
  let next = start;
  for (let at = start; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 0) return false;
    if (at !== next) continue;
    next = at + byte;
    bytes[at] = 0;
  }
  return next === end;
}
