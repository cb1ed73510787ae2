import { hkdfSync } from "node:crypto";
import { describe, expect, it } from "vitest";
import { checkKey, hkdfExpand, hkdfExtract, isEqualInConstantTime, parseKey } from "#protocol";
import { nodeSealedCrypto } from "#protocol/node";
import { refusalOf } from "../support/refusal.ts";
import { bytesOf, hexOf, readVectors } from "../support/vectors.ts";

const hkdf = readVectors<{
  accept: {
    name: string;
    material: string;
    salt: string;
    info: string;
    length: number;
    extracted: string;
    expanded: string;
  }[];
}>("hkdf").accept;

type SealCase = { name: string; key: string; nonce: string; aad: string; sealed: string };
const seals = readVectors<{ accept: (SealCase & { plain: string })[]; refuse: SealCase[] }>(
  "chacha20poly1305",
);

const keys = readVectors<{
  keys: { accept: { text: string; key: string }[]; refuse: { name: string; text: string }[] };
}>("sealed").keys;

describe("HKDF-SHA256", () => {
  it.each(hkdf)("$name", ({ material, salt, info, length, extracted, expanded }) => {
    const [ikm, s, i] = [bytesOf(material), bytesOf(salt), bytesOf(info)];
    const key = hkdfExtract(nodeSealedCrypto.hmacSha256, s, ikm);
    expect(hexOf(key)).toBe(extracted);
    const out = hexOf(hkdfExpand(nodeSealedCrypto.hmacSha256, key, i, length));
    expect(out).toBe(expanded);
    expect(out).toBe(hexOf(new Uint8Array(hkdfSync("sha256", ikm, s, i, length))));
  });
});

describe("ChaCha20-Poly1305", () => {
  it.each(seals.accept)("$name", ({ key, nonce, aad, plain, sealed }) => {
    const [k, n, a] = [bytesOf(key), bytesOf(nonce), bytesOf(aad)];
    expect(hexOf(nodeSealedCrypto.seal(k, n, a, bytesOf(plain)))).toBe(sealed);
    expect(hexOf(nodeSealedCrypto.open(k, n, a, bytesOf(sealed)) ?? bytesOf("00"))).toBe(plain);
  });

  it.each(seals.refuse)("does not open: $name", ({ key, nonce, aad, sealed }) => {
    const opened = nodeSealedCrypto.open(
      bytesOf(key),
      bytesOf(nonce),
      bytesOf(aad),
      bytesOf(sealed),
    );
    expect(opened).toBeUndefined();
  });
});

describe("keys", () => {
  it.each(keys.accept)("$text", ({ text, key }) => {
    expect(hexOf(parseKey(text))).toBe(key);
  });

  it.each(keys.refuse)("refuses: $name", ({ text }) => {
    const error = refusalOf(() => parseKey(text));
    expect(error.code).toBe("bad-request");
    if (text.length > 8) expect(error.message).not.toContain(text.slice(0, 8));
  });

  it.each([0, 31, 33])("refuses a key of %d bytes", (length) => {
    const key = new Uint8Array(length).fill(7);
    expect(refusalOf(() => checkKey(key)).message).toContain(`not ${length}`);
  });

  it("compares bytes and lengths", () => {
    const a = bytesOf("0102");
    expect(isEqualInConstantTime(a, bytesOf("0102"))).toBe(true);
    for (const other of ["0103", "0202", "01", "010200", ""]) {
      expect(isEqualInConstantTime(a, bytesOf(other))).toBe(false);
      expect(isEqualInConstantTime(bytesOf(other), a)).toBe(false);
    }
  });
});
