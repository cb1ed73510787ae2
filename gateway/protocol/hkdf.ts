import { concatBytes } from "./bytes.ts";

type HmacSha256 = (key: Uint8Array, data: Uint8Array) => Uint8Array;

const HASH_BYTES = 32;

/** HKDF-SHA256 of RFC 5869, first half: a key of 32 bytes from material of any form. */
export function hkdfExtract(hmac: HmacSha256, salt: Uint8Array, material: Uint8Array): Uint8Array {
  return hmac(salt.length === 0 ? new Uint8Array(HASH_BYTES) : salt, material);
}

/** Second half: `length` bytes (at most 8160) for the use that `info` names. */
export function hkdfExpand(
  hmac: HmacSha256,
  key: Uint8Array,
  info: Uint8Array,
  length: number,
): Uint8Array {
  const blocks: Uint8Array[] = [];
  let last: Uint8Array = new Uint8Array(0);
  for (let n = 1; (n - 1) * HASH_BYTES < length; n++) {
    last = hmac(key, concatBytes(last, info, Uint8Array.of(n)));
    blocks.push(last);
  }
  return concatBytes(...blocks).slice(0, length);
}
