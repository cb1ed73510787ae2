import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  encodeSerialFrame,
  parseSetupRequest,
  SERIAL_PAYLOAD_MAX_BYTES,
  type SerialFrame,
  SerialReader,
} from "#protocol";
import { refusalOf } from "../support/refusal.ts";
import { bytesOf, hexOf, readVectors } from "../support/vectors.ts";

interface Case {
  readonly name: string;
  readonly wire: string;
}
const frames = readVectors<{
  readonly accept: readonly (Case & {
    frame: Omit<SerialFrame, "payload"> & { payload: string };
  })[];
  readonly refuse: readonly (Case & { fault: string })[];
}>("serial-frames");

/** What a reader finds in the bytes, cut into pieces of `size`. */
function read(wire: Uint8Array, size = wire.length): unknown[] {
  const found: unknown[] = [];
  const reader = new SerialReader(
    ({ payload, ...rest }) => found.push({ ...rest, payload: hexOf(payload) }),
    (fault) => found.push(fault),
  );
  for (let at = 0; at < wire.length; at += size) reader.push(wire.subarray(at, at + size));
  return found;
}

describe("frames of a serial line", () => {
  it.each(frames.accept)("$name", ({ frame, wire }) => {
    const encoded = encodeSerialFrame({ ...frame, payload: bytesOf(frame.payload) });
    expect(hexOf(encoded)).toBe(wire);
    expect(read(bytesOf(wire))).toEqual([frame]);
    expect(read(bytesOf(`00${wire}`), 1)).toEqual([frame]);
  });

  it.each(frames.refuse)("passed over: $name", ({ wire, fault }) => {
    const good = frames.accept[0] as (typeof frames.accept)[0];
    expect(read(bytesOf(wire + good.wire))).toEqual([fault, good.frame]);
    expect(read(bytesOf(wire + good.wire), 1)).toEqual([fault, good.frame]);
  });

  it("come back whole, whatever is in them and however they are cut", () => {
    const part = fc
      .tuple(fc.uint8Array({ minLength: 1, maxLength: SERIAL_PAYLOAD_MAX_BYTES }), fc.nat(70_000))
      .map(([payload, offset]) => ({ payload, offset, total: offset + payload.length + 3 }));
    const type = fc.constantFrom("request" as const, "answer" as const);
    fc.assert(
      fc.property(part, type, fc.nat(65_535), fc.integer({ min: 1, max: 40 }), (p, t, id, size) => {
        const frame = { type: t, id, ...p };
        expect(read(encodeSerialFrame(frame), size)).toEqual([
          { ...frame, payload: hexOf(frame.payload) },
        ]);
      }),
    );
  });

  it("one changed bit is never taken for a frame", () => {
    const { wire } = frames.accept[0] as Case;
    const bytes = bytesOf(wire);
    for (let bit = 0; bit < 8 * (bytes.length - 1); bit++) {
      const changed = bytes.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      const taken = read(changed).filter((outcome) => typeof outcome === "object");
      expect(taken).toEqual([]);
    }
  });
});

const setup = readVectors<{
  readonly accept: readonly { readonly name: string; readonly body: unknown }[];
  readonly refuse: readonly { readonly name: string; readonly body: unknown }[];
}>("serial-setup");

describe("set-up", () => {
  it.each(setup.accept)("takes $name", ({ body }) => expect(parseSetupRequest(body)).toEqual(body));
  it.each(setup.refuse)("refuses $name", ({ body }) => {
    expect(refusalOf(() => parseSetupRequest(body)).code).toBe("bad-request");
  });
  it("tells no secret when it refuses one", () => {
    const secret = "se-cret";
    const wifi = { name: "lab", password: secret };
    expect(refusalOf(() => parseSetupRequest({ wifi })).message).not.toContain(secret);
    expect(refusalOf(() => parseSetupRequest({ key: secret })).message).not.toContain(secret);
  });
});
