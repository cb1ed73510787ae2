import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import type { SealedCrypto } from "#protocol";

const CIPHER = "chacha20-poly1305";
const TAG_BYTES = 16;

/** What sealed mode and programs need of cryptography, from Node.js. */
export const nodeCrypto: SealedCrypto & { sha256(bytes: Uint8Array): string } = {
  sha256: (bytes) => createHash("sha256").update(bytes).digest("hex"),
  hmacSha256: (key, data) => createHmac("sha256", key).update(data).digest(),
  seal(key, nonce, aad, plaintext) {
    const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    cipher.setAAD(aad, { plaintextLength: plaintext.length });
    return Buffer.concat([cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
  },
  open(key, nonce, aad, sealed) {
    if (sealed.length < TAG_BYTES) return undefined;
    const end = sealed.length - TAG_BYTES;
    const decipher = createDecipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(aad, { plaintextLength: end });
    decipher.setAuthTag(sealed.subarray(end));
    try {
      return Buffer.concat([decipher.update(sealed.subarray(0, end)), decipher.final()]);
    } catch {
      // The tag does not fit: forged, damaged, or of another key.
      return undefined;
    }
  },
  random: (bytes) => randomBytes(bytes),
};
