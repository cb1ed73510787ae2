import {
  type CipherGCMTypes,
  createCipheriv,
  createDecipheriv,
  createHmac,
  randomBytes,
} from "node:crypto";
import type { SealedCrypto } from "#protocol";

// The typings know this cipher's options only under the names of GCM.
const CIPHER = "chacha20-poly1305" as unknown as CipherGCMTypes;
const TAG_BYTES = 16;

/** Sealed mode's cryptography by `node:crypto`. */
export const nodeSealedCrypto: SealedCrypto = {
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
    const plaintext = decipher.update(sealed.subarray(0, end));
    try {
      decipher.final();
      return plaintext;
    } catch {
      return undefined; // It throws for one reason: the tag does not fit.
    }
  },

  random: (bytes) => randomBytes(bytes),
};
