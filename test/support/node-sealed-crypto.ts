import { createCipheriv, createDecipheriv, createHmac, randomBytes } from "node:crypto";
import type { SealedCrypto } from "#protocol";

const CIPHER = "chacha20-poly1305";
const TAG_BYTES = 16;

/** Sealed mode's cryptography from node:crypto. */
export const nodeSealedCrypto: SealedCrypto = {
  hmacSha256: (key, data) => plain(createHmac("sha256", key).update(data).digest()),

  seal(key, nonce, aad, plaintext) {
    const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(aad, { plaintextLength: plaintext.length });
    const body = [cipher.update(plaintext), cipher.final()];
    return plain(Buffer.concat([...body, cipher.getAuthTag()]));
  },

  open(key, nonce, aad, sealed) {
    const end = sealed.length - TAG_BYTES;
    if (end < 0) return undefined;
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(aad, { plaintextLength: end });
    decipher.setAuthTag(sealed.subarray(end));
    try {
      return plain(Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]));
    } catch {
      // final() throws for one reason only: the tag does not fit. That is the answer.
      return undefined;
    }
  },

  random: (bytes) => plain(randomBytes(bytes)),
};

function plain(buffer: Buffer): Uint8Array {
  return new Uint8Array(buffer);
}
