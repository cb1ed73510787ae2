import { concatBytes } from "./bytes.ts";
import { VnetosError } from "./errors.ts";
import { toHex } from "./hex.ts";
import { hkdfExpand, hkdfExtract } from "./hkdf.ts";
import { KEY_BYTES, type SealedCrypto } from "./sealed-crypto.ts";
import { INNER_HEAD_MAX_BYTES } from "./sealed-message.ts";
import { utf8Encode } from "./utf8.ts";

export const SEALED_NONCE_BYTES = 16;
export const CHANNEL_ID_BYTES = 4;
export const SEALED_HEAD_BYTES = CHANNEL_ID_BYTES + 8;
export const SEALED_TAG_BYTES = 16;

/** Longest that sealing makes a body: the sealed head and tag, and the inner first line. */
export const SEALED_ROOM_BYTES = SEALED_HEAD_BYTES + SEALED_TAG_BYTES + INNER_HEAD_MAX_BYTES;

/** What both ends derive from the key and the two nonces of a hello. */
export interface ChannelKeys {
  readonly toNode: Uint8Array;
  readonly toClient: Uint8Array;
  /** HMAC-SHA256 of "node" under the third key: shows that the node knows the key. */
  readonly proof: Uint8Array;
}

export interface SealedHead {
  readonly channel: Uint8Array;
  /** 0..2^53-1; on the wire 8 bytes, highest first. */
  readonly counter: number;
}

export function deriveChannelKeys(
  crypto: SealedCrypto,
  key: Uint8Array,
  clientNonce: Uint8Array,
  nodeNonce: Uint8Array,
): ChannelKeys {
  const hmac = (k: Uint8Array, data: Uint8Array) => crypto.hmacSha256(k, data);
  const common = hkdfExtract(hmac, concatBytes(clientNonce, nodeNonce), key);
  const keyFor = (use: string) =>
    hkdfExpand(hmac, common, utf8Encode(`vnetos nmp 1 ${use}`), KEY_BYTES);
  return {
    toNode: keyFor("client->node"),
    toClient: keyFor("node->client"),
    proof: hmac(keyFor("proof"), utf8Encode("node")),
  };
}

/** The whole message: head, ciphertext, tag. The head is authenticated; its counter makes the nonce. */
export function sealMessage(
  crypto: SealedCrypto,
  key: Uint8Array,
  head: SealedHead,
  plaintext: Uint8Array,
): Uint8Array {
  const headBytes = encodeSealedHead(head);
  return concatBytes(headBytes, crypto.seal(key, nonceOf(headBytes), headBytes, plaintext));
}

/** The plaintext; undefined when the seal does not fit the key. */
export function openMessage(
  crypto: SealedCrypto,
  key: Uint8Array,
  message: Uint8Array,
): Uint8Array | undefined {
  const head = message.subarray(0, SEALED_HEAD_BYTES);
  return crypto.open(key, nonceOf(head), head, message.subarray(SEALED_HEAD_BYTES));
}

/** @throws VnetosError `bad-request`: too short, or a counter from 2^53 on */
export function decodeSealedHead(message: Uint8Array): SealedHead {
  if (message.length < SEALED_HEAD_BYTES + SEALED_TAG_BYTES) {
    throw new VnetosError("bad-request", `sealed message of ${message.length} bytes: too short`);
  }
  const view = new DataView(message.buffer, message.byteOffset, SEALED_HEAD_BYTES);
  const counter = view.getUint32(CHANNEL_ID_BYTES) * 2 ** 32 + view.getUint32(CHANNEL_ID_BYTES + 4);
  if (!Number.isSafeInteger(counter)) {
    const shown = toHex(message.subarray(CHANNEL_ID_BYTES, SEALED_HEAD_BYTES));
    throw new VnetosError("bad-request", `sealed message: counter 0x${shown} is over 2^53 - 1`);
  }
  return { channel: message.slice(0, CHANNEL_ID_BYTES), counter };
}

function encodeSealedHead(head: SealedHead): Uint8Array {
  const bytes = new Uint8Array(SEALED_HEAD_BYTES);
  bytes.set(head.channel);
  const view = new DataView(bytes.buffer);
  view.setUint32(CHANNEL_ID_BYTES, Math.floor(head.counter / 2 ** 32));
  view.setUint32(CHANNEL_ID_BYTES + 4, head.counter >>> 0);
  return bytes;
}

/** Four zero bytes, then the counter as in the head. */
function nonceOf(head: Uint8Array): Uint8Array {
  const nonce = new Uint8Array(12);
  nonce.set(head.subarray(CHANNEL_ID_BYTES), 4);
  return nonce;
}
