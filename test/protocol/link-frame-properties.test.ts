import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decodeFrame, encodeFrame, MAX_WIRE_BYTES, relabelFrame } from "#protocol";
import { hexOf } from "../support/vectors.ts";
import { anyFrame } from "./any-frame.ts";
import { writeOutcome } from "./frame-vectors.ts";

const label = fc.integer({ min: 1, max: 255 });

describe("any link frame", () => {
  it("comes back as it was sent, within 255 bytes and with its only zero at the end", () => {
    fc.assert(
      fc.property(anyFrame, label, (frame, l) => {
        const wire = encodeFrame(frame, l);
        expect(wire.length).toBeLessThanOrEqual(MAX_WIRE_BYTES);
        expect(wire.indexOf(0)).toBe(wire.length - 1);
        expect(writeOutcome(decodeFrame(wire.subarray(0, -1)))).toEqual(
          writeOutcome({ label: l, frame }),
        );
      }),
      { numRuns: 500 },
    );
  });

  it("never decodes with a single bit changed, wherever", () => {
    fc.assert(
      fc.property(anyFrame, label, (frame, l) => {
        const wire = encodeFrame(frame, l).subarray(0, -1);
        for (let bit = 0; bit < 8 * wire.length; bit++) {
          const changed = wire.slice();
          changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
          expect(decodeFrame(changed)).toHaveProperty("fault");
        }
      }),
      { numRuns: 12 },
    );
  });

  it("never decodes with bytes lost, doubled, swapped or written over", () => {
    const damage = fc.array(
      fc.tuple(fc.constantFrom("lose", "double", "swap", "write"), fc.nat(255), fc.nat(255)),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(anyFrame, label, damage, (frame, l, steps) => {
        const wire = [...encodeFrame(frame, l).subarray(0, -1)];
        const broken = steps.reduce((bytes, [how, at, value]) => hurt(bytes, how, at, value), wire);
        if (hexOf(Uint8Array.from(broken)) === hexOf(Uint8Array.from(wire))) return;
        expect(decodeFrame(Uint8Array.from(broken))).toHaveProperty("fault");
      }),
      { numRuns: 1000 },
    );
  });

  it("is forwarded with nothing changed but label and hops", () => {
    fc.assert(
      fc.property(anyFrame, label, (frame, l) => {
        if (frame.hops === 0) return;
        const passed = decodeFrame(relabelFrame(frame, l).subarray(0, -1));
        const wanted = { label: l, frame: { ...frame, hops: frame.hops - 1 } };
        expect(writeOutcome(passed)).toEqual(writeOutcome(wanted));
      }),
    );
  });
});

describe("any bytes", () => {
  it("decode without a throw, and what decodes encodes to the same bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const outcome = decodeFrame(bytes);
        if ("fault" in outcome) return;
        expect(hexOf(encodeFrame(outcome.frame, outcome.label))).toBe(`${hexOf(bytes)}00`);
      }),
      { numRuns: 2000 },
    );
  });
});

function hurt(bytes: number[], how: string, at: number, value: number): number[] {
  const i = at % Math.max(1, bytes.length);
  if (how === "lose") return bytes.toSpliced(i, 1);
  if (how === "double") return bytes.toSpliced(i, 0, bytes[i] ?? 1);
  if (how === "write") return bytes.with(i, value);
  const j = value % bytes.length;
  return bytes.with(i, bytes[j] ?? 1).with(j, bytes[i] ?? 1);
}
