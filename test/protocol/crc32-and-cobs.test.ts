import { randomBytes } from "node:crypto";
import * as zlib from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  COBS_SHORT_MAX,
  CRC32_START,
  cobsDecodeInPlace,
  cobsEncodeInPlace,
  crc32,
  crc32Update,
  crc32Value,
} from "#protocol";
import { bytesOf, hexOf, readVectors } from "../support/vectors.ts";

const crcs = readVectors<{ accept: { name: string; bytes: string; crc32: number }[] }>("crc32");
const cobs = readVectors<{
  accept: { name: string; plain: string; encoded: string }[];
  refuse: { name: string; encoded: string }[];
}>("cobs");

function encode(plain: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(plain.length + 1);
  bytes.set(plain, 1);
  cobsEncodeInPlace(bytes, 1, bytes.length);
  return bytes;
}

function decode(encoded: Uint8Array): Uint8Array | undefined {
  const bytes = encoded.slice();
  return cobsDecodeInPlace(bytes, 0, bytes.length) ? bytes.slice(1) : undefined;
}

describe("CRC-32", () => {
  it.each(crcs.accept)("$name", ({ bytes, crc32: value }) => {
    const all = bytesOf(bytes);
    expect(crc32(all)).toBe(value);
    let state = CRC32_START;
    for (let i = 0; i < all.length; i++) state = crc32Update(state, all, i, i + 1);
    expect(crc32Value(state)).toBe(value);
  });

  it("is zlib's, wherever the bytes are cut", () => {
    // Only newer Node.js has zlib.crc32; gzip's trailer has it in all.
    const ofZlib = (bytes: Uint8Array) =>
      zlib.gzipSync(bytes).readUInt32LE(zlib.gzipSync(bytes).length - 8);
    for (let length = 0; length < 64; length++) {
      const bytes = randomBytes(length);
      const cut = Math.floor(length / 3);
      const state = crc32Update(crc32Update(CRC32_START, bytes, 0, cut), bytes, cut);
      expect(crc32Value(state)).toBe(ofZlib(bytes));
    }
  });
});

describe("COBS", () => {
  it.each(cobs.accept)("$name", ({ plain, encoded }) => {
    expect(hexOf(encode(bytesOf(plain)))).toBe(encoded);
    expect(hexOf(decode(bytesOf(encoded)) ?? new Uint8Array([0]))).toBe(plain);
  });

  it.each(cobs.refuse)("refuses $name", ({ encoded }) => {
    expect(decode(bytesOf(encoded))).toBeUndefined();
  });

  it("gives back what was encoded, without a zero byte on the way", () => {
    const zeroRich = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 255 })), {
      maxLength: COBS_SHORT_MAX,
    });
    fc.assert(
      fc.property(zeroRich, (values) => {
        const encoded = encode(Uint8Array.from(values));
        expect(encoded.includes(0)).toBe(false);
        expect([...(decode(encoded) ?? [])]).toEqual(values);
      }),
    );
  });

  it("has one text for each input: what decodes encodes to the same again", () => {
    fc.assert(
      fc.property(fc.uint8Array({ min: 1, max: 6, maxLength: 12 }), (text) => {
        const plain = decode(text);
        if (plain !== undefined) expect(hexOf(encode(plain))).toBe(hexOf(text));
      }),
      { numRuns: 2000 },
    );
  });
});
