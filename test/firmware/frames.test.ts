import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  COBS_SHORT_MAX,
  cobsDecodeInPlace,
  cobsEncodeInPlace,
  crc32,
  decodeFrame,
  encodeFrame,
  FrameReader,
  type LinkFrame,
} from "#protocol";
import { anyFrame } from "../protocol/any-frame.ts";
import {
  readFrame,
  type WrittenFrame,
  type WrittenOutcome,
  writeOutcome,
} from "../protocol/frame-vectors.ts";
import { BUILD_MS, describeVariant, variantsOr } from "../support/firmware.ts";
import { Oracle } from "../support/oracle.ts";
import { bytesOf, hexOf, readVectors } from "../support/vectors.ts";

const crcs = readVectors<{ accept: { name: string; bytes: string; crc32: number }[] }>("crc32");
const cobs = readVectors<{
  accept: { name: string; plain: string; encoded: string }[];
  refuse: { name: string; encoded: string }[];
}>("cobs");
const frames = readVectors<{
  accept: { name: string; wire: string; label: number; frame: WrittenFrame }[];
  refuse: { name: string; wire: string; fault: string }[];
  forward: { name: string; wire: string; label: number; forwarded: string }[];
  tags: { lower: number; higher: number; tag: number }[];
}>("link-frames");
const streams = readVectors<{
  accept: { name: string; bytes: string; outcomes: WrittenOutcome[] }[];
}>("frame-streams").accept;

const RUNS = 1000;

for (const variant of variantsOr(["sanitized", "m32"]))
  describeVariant(variant, "link frames in C", () => {
    let oracle: Oracle;

    beforeAll(async () => {
      oracle = await Oracle.start(variant);
    }, BUILD_MS);
    afterAll(() => oracle.stop());

    const digits = (bytes: Uint8Array) => hexOf(bytes) || "-";

    async function decode(run: Uint8Array): Promise<WrittenOutcome> {
      return JSON.parse(await oracle.ask("decode", digits(run)));
    }

    function encode(frame: WrittenFrame, label: number): Promise<string> {
      const { type, bytes = "", ...fields } = frame;
      return oracle.ask("encode", label, type, bytes || "-", ...Object.entries(fields).flat());
    }

    async function read(bytes: Uint8Array, cuts: readonly number[]): Promise<WrittenOutcome[]> {
      const steps = cuts.map((cut, i) => cut - (cuts[i - 1] ?? 0));
      return JSON.parse(await oracle.ask("stream", digits(bytes), ...steps));
    }

    const withoutZero = (wire: string) => bytesOf(wire).subarray(0, -1);

    describe("CRC-32", () => {
      it.each(crcs.accept)("$name", async ({ bytes, crc32: value }) => {
        for (let cut = 0; cut <= bytes.length / 2; cut += Math.max(1, bytes.length >> 5))
          expect(await oracle.ask("crc32", bytes || "-", cut)).toBe(String(value));
      });

      it("is that of TypeScript", async () => {
        await fc.assert(
          fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
            expect(await oracle.ask("crc32", digits(bytes), 0)).toBe(String(crc32(bytes)));
          }),
          { numRuns: RUNS },
        );
      });
    });

    describe("COBS", () => {
      it.each(cobs.accept)("$name", async ({ plain, encoded }) => {
        expect(await oracle.ask("cobs", plain || "-")).toBe(encoded);
        expect(await oracle.ask("uncobs", encoded)).toBe(plain);
      });

      it.each(cobs.refuse)("refuses $name", async ({ encoded }) => {
        expect(await oracle.ask("uncobs", encoded || "-")).toBe("none");
      });

      it("encodes as TypeScript does", async () => {
        const plain = fc.array(fc.oneof(fc.constant(0), fc.nat(255)), {
          maxLength: COBS_SHORT_MAX,
        });
        await fc.assert(
          fc.asyncProperty(plain, async (values) => {
            const bytes = Uint8Array.from([0, ...values]);
            cobsEncodeInPlace(bytes, 1, bytes.length);
            expect(await oracle.ask("cobs", digits(Uint8Array.from(values)))).toBe(hexOf(bytes));
          }),
          { numRuns: RUNS },
        );
      });

      it("decodes as TypeScript does", async () => {
        await fc.assert(
          fc.asyncProperty(fc.uint8Array({ max: 7, maxLength: 14 }), async (text) => {
            const bytes = text.slice();
            const isGood = cobsDecodeInPlace(bytes, 0, bytes.length);
            const wanted = isGood ? hexOf(bytes.subarray(1)) : "none";
            expect(await oracle.ask("uncobs", digits(text))).toBe(wanted);
          }),
          { numRuns: RUNS },
        );
      });
    });

    describe("frames", () => {
      it.each(frames.accept)("$name", async ({ wire, label, frame }) => {
        expect(await decode(withoutZero(wire))).toEqual({ label, frame });
        expect(await encode(frame, label)).toBe(wire);
      });

      it.each(frames.refuse)("refuses: $name", async ({ wire, fault }) => {
        expect(await decode(withoutZero(wire))).toEqual({ fault });
      });

      it.each(frames.forward)("forwards: $name", async ({ wire, label, forwarded }) => {
        const outcome = await decode(withoutZero(wire));
        if ("fault" in outcome) throw new Error(outcome.fault);
        const { frame } = outcome;
        expect(await encode({ ...frame, hops: Number(frame.hops) - 1 }, label)).toBe(forwarded);
      });

      it.each(frames.tags)("tag of $lower and $higher", async ({ lower, higher, tag }) => {
        expect(await oracle.ask("tag", lower, higher)).toBe(String(tag));
      });

      it("encodes and decodes what TypeScript does", async () => {
        await fc.assert(
          fc.asyncProperty(anyFrame, fc.integer({ min: 1, max: 255 }), async (frame, label) => {
            const wire = encodeFrame(frame, label);
            const written = writeOutcome({ frame, label });
            expect(await decode(wire.subarray(0, -1))).toEqual(written);
            if ("frame" in written) expect(await encode(written.frame, label)).toBe(hexOf(wire));
          }),
          { numRuns: RUNS },
        );
      });

      it("names the fault that TypeScript names in a damaged frame", async () => {
        await fc.assert(
          fc.asyncProperty(anyFrame, fc.array(damage, { maxLength: 3 }), async (frame, damages) => {
            const run = damaged(frame, damages);
            expect(await decode(run)).toEqual(writeOutcome(decodeFrame(run)));
          }),
          { numRuns: 2 * RUNS },
        );
      });

      it("names the fault that TypeScript names in false fields under a true checksum", async () => {
        await fc.assert(
          fc.asyncProperty(anyFrame, fc.array(damage, { maxLength: 3 }), async (frame, damages) => {
            const run = falsified(frame, damages);
            expect(await decode(run)).toEqual(writeOutcome(decodeFrame(run)));
          }),
          { numRuns: 2 * RUNS },
        );
      });

      it("refuses to encode what TypeScript refuses", async () => {
        await fc.assert(
          fc.asyncProperty(anyFrame, fc.nat(), fc.nat(255), async (frame, which, value) => {
            const written = writeOutcome({ frame, label: 1 });
            if (!("frame" in written)) throw new Error("never");
            const names = Object.keys(written.frame).filter((name) => !/type|bytes/.test(name));
            const wrong = { ...written.frame, [names[which % names.length] as string]: value };
            expect(await encode(wrong, 7)).toBe(ofTypeScript(wrong, 7));
          }),
          { numRuns: RUNS },
        );
      });
    });

    describe.each(streams)("stream: $name", ({ bytes, outcomes }) => {
      const all = bytesOf(bytes);

      it("whole, and byte by byte", async () => {
        expect(await read(all, [])).toEqual(outcomes);
        expect(await read(all, [...all.keys()])).toEqual(outcomes);
      });

      it("in two pieces, cut anywhere", async () => {
        const cuts = Array.from({ length: all.length + 1 }, (_, cut) => cut);
        const answers = await Promise.all(cuts.map((cut) => read(all, [cut])));
        for (const answer of answers) expect(answer).toEqual(outcomes);
      });
    });

    it("reads any stream as TypeScript does, in any pieces", async () => {
      const piece = fc.oneof(
        fc.uint8Array({ maxLength: 300 }),
        anyFrame.map((frame) => encodeFrame(frame, 9)),
        fc.constant(new Uint8Array(2)),
      );
      const cuts = fc.array(fc.nat(1500), { maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(fc.array(piece, { maxLength: 6 }), cuts, async (pieces, at) => {
          const bytes = Uint8Array.from(pieces.flatMap((one) => [...one]));
          const inside = at.filter((cut) => cut <= bytes.length).sort((a, b) => a - b);
          const outcomes: WrittenOutcome[] = [];
          const take = (one: Parameters<typeof writeOutcome>[0]) =>
            outcomes.push(writeOutcome(one));
          new FrameReader({ onFrame: take, onFault: take }).push(bytes);
          expect(await read(bytes, inside)).toEqual(outcomes);
        }),
        { numRuns: RUNS },
      );
    });
  });

type Damage = readonly [at: number, value: number];
const damage: fc.Arbitrary<Damage> = fc.tuple(fc.nat(), fc.nat(255));

/** A run of a frame with some bytes changed; the checksum stays wrong then. */
function damaged(frame: LinkFrame, damages: readonly Damage[]): Uint8Array {
  const run = encodeFrame(frame, 3).slice(0, -1);
  for (const [at, value] of damages) run[at % run.length] = value;
  return run;
}

/** A run whose header and payload were changed before the checksum was made. */
function falsified(frame: LinkFrame, damages: readonly Damage[]): Uint8Array {
  const run = encodeFrame(frame, 3).slice(0, -1);
  cobsDecodeInPlace(run, 1, run.length);
  const end = run.length - 4;
  for (const [at, value] of damages) run[2 + (at % (end - 2))] = value;
  const sum = crc32(Uint8Array.from([3, ...run.subarray(2, end)]));
  new DataView(run.buffer).setUint32(end, sum, true);
  cobsEncodeInPlace(run, 2, run.length);
  return run;
}

function ofTypeScript(frame: WrittenFrame, label: number): string {
  try {
    return hexOf(encodeFrame(readFrame(frame), label));
  } catch {
    return "refused";
  }
}
