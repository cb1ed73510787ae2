import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  DEFAULT_LIMITS,
  ERROR_CODES,
  EVENT_WAIT_MAX_MS,
  NAME_PATTERN,
  NMP_VERSION,
  PEER_SILENCE_MS,
  REPEATED_REQUESTS_KEPT,
  SESSION_LINGER_MS,
} from "#protocol";
import { BUILD_MS, describeVariant, variantsOr } from "../support/firmware.ts";
import { Oracle } from "../support/oracle.ts";

for (const variant of variantsOr(["sanitized", "m32"]))
  describeVariant(variant, "the core's base", () => {
    let oracle: Oracle;

    beforeAll(async () => {
      oracle = await Oracle.start(variant);
    }, BUILD_MS);
    afterAll(() => oracle.stop());

    const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex") || "-";

    it("has the error codes of the protocol, in their order", async () => {
      const codes = JSON.parse(await oracle.ask("codes"));
      const wanted = Object.entries(ERROR_CODES).map(([code, { status }]) => [code, status]);
      expect(codes).toEqual(wanted);
    });

    it("has the limits of the protocol", async () => {
      const constants = { NMP_VERSION, SESSION_LINGER_MS, EVENT_WAIT_MAX_MS, PEER_SILENCE_MS };
      const wanted = { ...DEFAULT_LIMITS, ...constants, REPEATED_REQUESTS_KEPT, "": 0 };
      expect(JSON.parse(await oracle.ask("limits"))).toEqual(wanted);
    });

    it("takes the names that the protocol takes", async () => {
      const character = fc.constantFrom(..."aZ0._-/ é\0");
      const names = fc.oneof(
        fc.string({ unit: character, maxLength: 4 }),
        fc.string({ unit: fc.constantFrom("a", "-"), minLength: 60, maxLength: 66 }),
      );
      await fc.assert(
        fc.asyncProperty(names, async (name) => {
          const answer = await oracle.ask("name", hex(Buffer.from(name)));
          expect(answer).toBe(String(NAME_PATTERN.test(name)));
        }),
        { numRuns: 2000 },
      );
    });

    it("takes the UTF-8 that a strict decoder takes", async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(piece, { maxLength: 4 }), async (pieces) => {
          const bytes = Uint8Array.from(pieces.flat());
          expect(await oracle.ask("utf8", hex(bytes))).toBe(String(isUtf8(bytes)));
        }),
        { numRuns: 5000 },
      );
    });

    it("cuts text between two characters, as late as it can", async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.string({ unit: "binary", maxLength: 12 }),
          fc.nat(30),
          async (text, most) => {
            const bytes = Buffer.from(text);
            let wanted = 0;
            for (const character of text) {
              const next = wanted + Buffer.byteLength(character);
              if (next > most) break;
              wanted = next;
            }
            expect(await oracle.ask("prefix", hex(bytes), most)).toBe(String(wanted));
          },
        ),
        { numRuns: 2000 },
      );
    });
  });

/** What is a character, nearly one, or at the edge of what may be. */
const piece = fc.oneof(
  fc.string({ unit: "binary", minLength: 1, maxLength: 1 }).map((text) => [...Buffer.from(text)]),
  fc.array(
    fc.constantFrom(0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf),
    {
      maxLength: 3,
    },
  ),
  fc
    .tuple(
      fc.constantFrom(0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff),
      fc.array(fc.constantFrom(0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0), { maxLength: 4 }),
    )
    .map(([first, rest]) => [first, ...rest]),
);

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
