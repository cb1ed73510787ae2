import { adler32 } from "./adler32.ts";
import { bigEndian } from "./big-endian.ts";

// DEFLATE (RFC 1951) in one block with fixed Huffman codes, of which we use: the literals, "repeat the last
// byte 3 to 10 (or 258) times", and the end. Pictures with long runs of a colour shrink to a third or less.

/** Puts `count` bits, given as a number, lowest first. */
type PutBits = (bits: number, count: number) => void;

/** Bytes as zlib data (RFC 1950). */
export function compress(bytes: readonly number[]): number[] {
  const data = [0x78, 0x01];
  const { put, flush } = bitWriter(data);
  put(1, 1); // the last block
  put(1, 2); // fixed codes
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] as number;
    let end = at + 1;
    while (end < bytes.length && bytes[end] === byte) end++;
    putLiteral(put, byte);
    putRepeats(put, byte, end - at - 1);
    at = end;
  }
  put(0, 7); // the end
  flush();
  for (const byte of bigEndian(adler32(bytes))) data.push(byte);
  return data;
}

function putRepeats(put: PutBits, byte: number, count: number): void {
  let left = count;
  for (; left >= 258; left -= 258) putMatch(put, 0b11000101, 8);
  // A rest of 1 or 2 is too short for a match: literals.
  while (left >= 3) {
    const length = Math.min(left, 10);
    putMatch(put, length - 2, 7);
    left -= length;
  }
  for (; left > 0; left--) putLiteral(put, byte);
}

/** A length's code, then distance 1, which is five zero bits. */
function putMatch(put: PutBits, code: number, length: number): void {
  put(reversed(code, length), length);
  put(0, 5);
}

function putLiteral(put: PutBits, byte: number): void {
  if (byte < 144) put(reversed(byte + 48, 8), 8);
  else put(reversed(byte + 256, 9), 9);
}

/** Huffman codes go highest bit first. */
function reversed(code: number, length: number): number {
  let rest = code;
  let result = 0;
  for (let i = 0; i < length; i++) {
    const bit = rest % 2;
    result = result * 2 + bit;
    rest = (rest - bit) / 2;
  }
  return result;
}

function bitWriter(bytes: number[]): { put: PutBits; flush: () => void } {
  let held = 0;
  let unit = 1;
  const put = (bits: number, count: number) => {
    held += bits * unit;
    for (let i = 0; i < count; i++) unit *= 2;
    while (unit >= 256) {
      bytes.push(held % 256);
      held = Math.floor(held / 256);
      unit /= 256;
    }
  };
  const flush = () => {
    if (unit > 1) bytes.push(held);
  };
  return { put, flush };
}
