import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { decodeSerialFrame, encodeSerialFrame, type SerialFrame } from "#protocol";
import { BUILD_MS, describeVariant, variantsOr } from "../support/firmware.ts";
import { Oracle } from "../support/oracle.ts";
import { hexOf, readVectors } from "../support/vectors.ts";

type Written = Omit<SerialFrame, "payload"> & { readonly payload: string };
const vectors = readVectors<{
  accept: { name: string; frame: Written; wire: string }[];
  refuse: { name: string; wire: string; fault: string }[];
}>("serial-frames");

for (const variant of variantsOr(["sanitized", "m32"]))
  describeVariant(variant, "frames of a serial line in C", () => {
    let oracle: Oracle;
    beforeAll(async () => {
      oracle = await Oracle.start(variant);
    }, BUILD_MS);
    afterAll(() => oracle.stop());

    const decode = async (run: string) => JSON.parse(await oracle.ask("serialDecode", run || "-"));

    it.each(vectors.accept)("$name", async ({ frame, wire }) => {
      const { type, id, offset, total, payload } = frame;
      const words = [type, id, offset, total, payload || "-"];
      expect(await oracle.ask("serialEncode", ...words)).toBe(wire);
      expect(await decode(wire.slice(0, -2))).toEqual(frame);
    });

    it.each(vectors.refuse)("refused: $name", async ({ wire, fault }) => {
      expect(await decode(wire.slice(0, -2))).toBe(fault);
    });

    it("tells of any run what TypeScript tells of it", async () => {
      const part = fc.record({
        type: fc.constantFrom("request" as const, "answer" as const),
        id: fc.nat(65_535),
        offset: fc.nat(100_000),
        payload: fc.uint8Array({ minLength: 1, maxLength: 238 }),
        more: fc.nat(100_000),
        changes: fc.array(fc.tuple(fc.nat(252), fc.integer({ min: 1, max: 255 })), {
          maxLength: 2,
        }),
      });
      const check = fc.asyncProperty(part, async ({ payload, offset, more, changes, ...rest }) => {
        const frame = { ...rest, offset, payload, total: offset + payload.length + more };
        const run = encodeSerialFrame(frame).slice(0, -1);
        for (const [at, byte] of changes) if (at < run.length) run[at] = byte;
        const outcome = decodeSerialFrame(run);
        const wanted =
          typeof outcome === "string" ? outcome : { ...outcome, payload: hexOf(outcome.payload) };
        expect(await decode(hexOf(run))).toEqual(wanted);
      });
      await fc.assert(check, { numRuns: 1000 });
    });

    it("takes no run that is too long", async () => {
      expect(await decode("01".repeat(255))).toBe("bad-cobs");
      expect(await decode("")).toBe("bad-cobs");
    });
  });
