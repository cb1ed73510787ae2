/** The cryptography that the protocols need, from `node:crypto`. */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";
import { SEALED_TAG_BYTES, type SealedCrypto } from "#protocol";

const CIPHER = "chacha20-poly1305";
const OPTIONS = { authTagLength: SEALED_TAG_BYTES };

/** Sealed mode's cryptography. */
export const nodeSealedCrypto: SealedCrypto = {
  hmacSha256: (key, data) => plain(createHmac("sha256", key).update(data).digest()),

  seal(key, nonce, aad, plaintext) {
    const cipher = createCipheriv(CIPHER, key, nonce, OPTIONS);
    cipher.setAAD(aad, { plaintextLength: plaintext.length });
    const body = [cipher.update(plaintext), cipher.final()];
    return plain(Buffer.concat([...body, cipher.getAuthTag()]));
  },

  open(key, nonce, aad, sealed) {
    const end = sealed.length - SEALED_TAG_BYTES;
    if (end < 0) return undefined;
    const decipher = createDecipheriv(CIPHER, key, nonce, OPTIONS);
    decipher.setAAD(aad, { plaintextLength: end });
    decipher.setAuthTag(sealed.subarray(end));
    const plaintext = decipher.update(sealed.subarray(0, end));
    try {
      decipher.final();
    } catch {
      return undefined; // It throws for one reason: the tag does not fit.
    }
    return plain(plaintext);
  },

  random: (bytes) => plain(randomBytes(bytes)),
};

/** 64 lower-case hexadecimal digits. */
export function sha256Hex(data: Uint8Array | string): string {
  return createHash("sha256").update(data).digest("hex");
}

/** Without Buffer's own `slice`, which does not copy. */
function plain({ buffer, byteOffset, length }: Buffer): Uint8Array {
  return new Uint8Array(buffer, byteOffset, length);
}
