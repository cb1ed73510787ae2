import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeFrame, FrameReader } from "#protocol";
import { bytesOf, hexOf, readVectors } from "../support/vectors.ts";
import { anyFrame } from "./any-frame.ts";
import { type WrittenOutcome, writeOutcome } from "./frame-vectors.ts";

const streams = readVectors<{
  accept: { name: string; bytes: string; outcomes: WrittenOutcome[] }[];
}>("frame-streams").accept;

/** What a fresh reader makes of `bytes`, cut after each of `cuts`. */
function read(bytes: Uint8Array, cuts: readonly number[]): WrittenOutcome[] {
  const outcomes: WrittenOutcome[] = [];
  const take = (outcome: Parameters<typeof writeOutcome>[0]) =>
    outcomes.push(writeOutcome(outcome));
  const reader = new FrameReader({ onFrame: take, onFault: take });
  const ends = [...cuts, bytes.length];
  ends.forEach((end, i) => {
    reader.push(bytes.slice(i === 0 ? 0 : ends[i - 1], end));
  });
  return outcomes;
}

describe.each(streams)("stream: $name", ({ bytes, outcomes }) => {
  const all = bytesOf(bytes);

  it("whole", () => {
    expect(read(all, [])).toEqual(outcomes);
  });

  it("byte by byte", () => {
    expect(read(all, [...all.keys()])).toEqual(outcomes);
  });

  it("in two pieces, cut anywhere", () => {
    for (let cut = 0; cut <= all.length; cut++) expect(read(all, [cut])).toEqual(outcomes);
  });
});

describe("frame reader", () => {
  it("reads every frame after any garbage that ends with a zero, in any pieces", () => {
    const cuts = fc
      .array(fc.nat(2000), { maxLength: 12 })
      .map((list) => list.sort((a, b) => a - b));
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 600 }),
        fc.array(anyFrame, { maxLength: 4 }),
        cuts,
        (garbage, frames, at) => {
          const wires = frames.map((frame) => encodeFrame(frame, 9));
          const bytes = Uint8Array.from([...garbage, 0, ...wires.flatMap((wire) => [...wire])]);
          const inside = at.filter((cut) => cut < bytes.length);
          const wanted = frames.map((frame) => writeOutcome({ label: 9, frame }));
          expect(read(bytes, inside).slice(-frames.length || Infinity)).toEqual(wanted);
        },
      ),
    );
  });

  it("goes on when its user throws", () => {
    const frames: string[] = [];
    let failures = 1;
    const reader = new FrameReader({
      onFrame({ frame }) {
        if (failures-- > 0) throw new Error("the user's own");
        frames.push(frame.type);
      },
      onFault: () => frames.push("fault"),
    });
    const wire = encodeFrame({ type: "keepalive", to: 1, from: 2, hops: 0, channel: 3, tag: 4 }, 5);
    reader.push(wire.subarray(0, 5));
    expect(() => reader.push(wire.subarray(5))).toThrow("the user's own");
    reader.push(wire);
    expect(frames).toEqual(["keepalive"]);
  });

  it("hands out bytes that stay as they are", () => {
    const kept: Uint8Array[] = [];
    const reader = new FrameReader({
      onFrame({ frame }) {
        if (frame.type === "data") kept.push(frame.bytes);
      },
      onFault: () => kept.push(new Uint8Array(0)),
    });
    for (const text of ["aa", "bb", "cc"]) {
      const head = { to: 2, from: 1, hops: 3, channel: 7, tag: 9, seq: 1 };
      const part = { flags: 3, total: 1, reason: 0, next: 0, bytes: bytesOf(text) };
      const wire = encodeFrame({ type: "data", ...head, ...part }, 1);
      reader.push(wire.subarray(0, 9));
      reader.push(wire.subarray(9));
    }
    expect(kept.map(hexOf)).toEqual(["aa", "bb", "cc"]);
  });
});
