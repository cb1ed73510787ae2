import { VnetosError } from "./errors.ts";
import { fromHex } from "./hex.ts";

/** What sealed mode needs of a cryptographic library. */
export interface SealedCrypto {
  /** HMAC-SHA256 (RFC 2104): 32 bytes. */
  hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array;
  /** ChaCha20-Poly1305 (RFC 8439), nonce of 12 bytes: the ciphertext with its tag of 16 bytes behind it. */
  seal(key: Uint8Array, nonce: Uint8Array, aad: Uint8Array, plaintext: Uint8Array): Uint8Array;
  /** What was sealed; undefined when the tag does not fit. */
  open(
    key: Uint8Array,
    nonce: Uint8Array,
    aad: Uint8Array,
    sealed: Uint8Array,
  ): Uint8Array | undefined;
  /** Unpredictable bytes. */
  random(bytes: number): Uint8Array;
}

export const KEY_BYTES = 32;

/**
 * A node's key from 64 hexadecimal digits.
 * @throws VnetosError `bad-request`: anything else, empty text and a key of zeros included. The message does not
 * tell what was given.
 */
export function parseKey(text: string): Uint8Array {
  const key = fromHex(text);
  if (key === undefined) {
    throw new VnetosError(
      "bad-request",
      `key: must be ${2 * KEY_BYTES} hexadecimal digits, not ${text.length} characters of another kind`,
    );
  }
  return checkKey(key);
}

/** @throws VnetosError `bad-request`: not 32 bytes, or all zero */
export function checkKey(key: Uint8Array): Uint8Array {
  if (key.length !== KEY_BYTES) {
    throw new VnetosError("bad-request", `key: must be ${KEY_BYTES} bytes, not ${key.length}`);
  }
  if (key.every((byte) => byte === 0)) {
    throw new VnetosError("bad-request", "key: all zero is no key");
  }
  return key;
}

/** Takes the same time wherever the first difference is. */
export function isEqualInConstantTime(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] ?? 0);
  return difference === 0;
}
