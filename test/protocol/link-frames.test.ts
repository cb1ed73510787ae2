import { describe, expect, it } from "vitest";
import {
  decodeFrame,
  encodeFrame,
  MAX_FIRST_FRAGMENT_BYTES,
  MAX_FRAGMENT_BYTES,
  MAX_PAYLOAD_BYTES,
  mixTag,
  relabelFrame,
} from "#protocol";
import { refusalOf } from "../support/refusal.ts";
import { bytesOf, hexOf, readVectors } from "../support/vectors.ts";
import { readFrame, type WrittenFrame, writeOutcome } from "./frame-vectors.ts";

const vectors = readVectors<{
  accept: { name: string; wire: string; label: number; frame: WrittenFrame }[];
  refuse: { name: string; wire: string; fault: string }[];
  forward: { name: string; wire: string; label: number; forwarded: string }[];
  tags: { lower: number; higher: number; tag: number }[];
}>("link-frames");

const withoutZero = (wire: string) => bytesOf(wire).subarray(0, -1);

const DATA: WrittenFrame = {
  ...{ type: "data", to: 2, from: 1, hops: 32, channel: 7, tag: 9, seq: 1 },
  ...{ flags: 3, total: 1, reason: 0, next: 0, bytes: "61" },
};

describe("link frames", () => {
  it.each(vectors.accept)("$name", ({ wire, label, frame }) => {
    expect(writeOutcome(decodeFrame(withoutZero(wire)))).toEqual({ label, frame });
    expect(hexOf(encodeFrame(readFrame(frame), label))).toBe(wire);
  });

  it.each(vectors.refuse)("refuses: $name", ({ wire, fault }) => {
    expect(writeOutcome(decodeFrame(withoutZero(wire)))).toEqual({ fault });
  });

  it.each(vectors.forward)("forwards: $name", ({ wire, label, forwarded }) => {
    const decoded = decodeFrame(withoutZero(wire));
    if ("fault" in decoded) throw new Error(decoded.reason);
    expect(hexOf(relabelFrame(decoded.frame, label))).toBe(forwarded);
  });

  it("does not forward without a hop left", () => {
    const error = refusalOf(() => relabelFrame(readFrame({ ...DATA, hops: 0 }), 3));
    expect(error.message).toContain("from 1 to 2");
  });

  it("carries as much as its constants say, and no byte more", () => {
    expect([MAX_PAYLOAD_BYTES, MAX_FRAGMENT_BYTES, MAX_FIRST_FRAGMENT_BYTES]).toEqual([
      238, 237, 233,
    ]);
    const later = (bytes: number) =>
      readFrame({ ...DATA, flags: 0, total: 0, bytes: "ff".repeat(bytes) });
    expect(encodeFrame(later(MAX_FRAGMENT_BYTES), 1).length).toBe(255);
    expect(refusalOf(() => encodeFrame(later(MAX_FRAGMENT_BYTES + 1), 1)).code).toBe("bad-frame");
    const first = (bytes: number) =>
      readFrame({ ...DATA, flags: 1, total: 500, bytes: "ff".repeat(bytes) });
    expect(encodeFrame(first(MAX_FIRST_FRAGMENT_BYTES), 1).length).toBe(255);
    expect(refusalOf(() => encodeFrame(first(MAX_FIRST_FRAGMENT_BYTES + 1), 1)).code).toBe(
      "bad-frame",
    );
  });

  it.each([
    { to: 0 },
    { from: 255 },
    { to: 1 },
    { hops: 256 },
    { channel: 0 },
    { tag: 65_536 },
    { seq: -1 },
    { seq: 1.5 },
    { flags: 8 },
    { total: 2 },
  ])("does not encode what no decoder takes: %o", (wrong) => {
    const frame = readFrame({ ...DATA, ...wrong } as unknown as WrittenFrame);
    expect(refusalOf(() => encodeFrame(frame, 1)).code).toBe("bad-frame");
  });

  it.each([0, 256, 1.5])("has no label %d", (label) => {
    expect(refusalOf(() => encodeFrame(readFrame(DATA), label)).message).toContain(
      `label ${label}`,
    );
  });

  it("keeps its bytes when the wire's are written over", () => {
    const wire = withoutZero(hexOf(encodeFrame(readFrame(DATA), 1)));
    const decoded = decodeFrame(wire);
    wire.fill(0);
    expect(writeOutcome(decoded)).toEqual({ label: 1, frame: DATA });
  });
});

describe("tags", () => {
  it.each(vectors.tags)("of $lower and $higher", ({ lower, higher, tag }) => {
    expect(mixTag(lower, higher)).toBe(tag);
  });

  it("differ for every two incarnations of one end", () => {
    const all = Array.from({ length: 65_535 }, (_, i) => i + 1);
    expect(new Set(all.map((incarnation) => mixTag(incarnation, 4711))).size).toBe(65_535);
    expect(new Set(all.map((incarnation) => mixTag(4711, incarnation))).size).toBe(65_535);
  });
});
