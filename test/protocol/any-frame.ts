import fc from "fast-check";
import {
  type DataFrame,
  FLAG_FIN,
  FLAG_FIRST,
  FLAG_LAST,
  type LinkFrame,
  MAX_FIRST_FRAGMENT_BYTES,
  MAX_FRAGMENT_BYTES,
} from "#protocol";

const u16 = fc.integer({ min: 0, max: 0xffff });
const nonzero16 = fc.integer({ min: 1, max: 0xffff });
const u32 = fc.nat(0xffffffff);
const byte = fc.integer({ min: 0, max: 255 });
const address = fc.integer({ min: 1, max: 254 });

const addressed = fc
  .record({ to: address, from: address, hops: byte })
  .filter(({ to, from }) => to !== from);

function frame<T extends LinkFrame>(fields: object): fc.Arbitrary<T> {
  return fc
    .tuple(addressed, fc.record(fields as Record<string, fc.Arbitrary<unknown>>))
    .map(([head, rest]) => ({ ...head, ...rest }) as unknown as T);
}

const tagged = { channel: nonzero16, tag: u16 };
const numbered = { ...tagged, seq: u16 };

const parts = fc.oneof(
  fc.uint8Array({ maxLength: MAX_FIRST_FRAGMENT_BYTES }).map((bytes) => ({
    ...{ flags: FLAG_FIRST | FLAG_LAST, total: bytes.length, reason: 0, next: 0, bytes },
  })),
  fc
    .tuple(
      fc.uint8Array({ minLength: 1, maxLength: MAX_FIRST_FRAGMENT_BYTES }),
      fc.integer({ min: 1, max: 2 ** 31 }),
    )
    .map(([bytes, more]) => ({
      flags: FLAG_FIRST,
      total: bytes.length + more,
      reason: 0,
      next: 0,
      bytes,
    })),
  fc
    .tuple(
      fc.uint8Array({ minLength: 1, maxLength: MAX_FRAGMENT_BYTES }),
      fc.constantFrom(0, FLAG_LAST),
    )
    .map(([bytes, flags]) => ({ flags, total: 0, reason: 0, next: 0, bytes })),
  fc.tuple(byte, fc.nat(0xffff)).map(([reason, next]) => ({
    flags: FLAG_FIN,
    total: 0,
    reason,
    next,
    bytes: new Uint8Array(0),
  })),
);

const data = fc
  .tuple(frame<DataFrame>({ type: fc.constant("data"), ...numbered }), parts)
  .map(([head, part]): LinkFrame => ({ ...head, ...part }));

/** Any frame that may be sent. */
export const anyFrame: fc.Arbitrary<LinkFrame> = fc.oneof(
  { weight: 4, arbitrary: data },
  frame({ type: fc.constant("open"), channel: nonzero16, incarnation: nonzero16, credit: u16 }),
  frame({
    ...{ type: fc.constant("accept"), channel: nonzero16, incarnation: nonzero16 },
    ...{ peerIncarnation: nonzero16, credit: u16 },
  }),
  frame({ type: fc.constant("ack"), ...numbered, bitmap: u32, credit: u16 }),
  frame({ type: fc.constant("reset"), ...numbered, reason: fc.integer({ min: 1, max: 5 }) }),
  frame({ type: fc.constant("keepalive"), ...tagged }),
  frame({ type: fc.constant("probe"), id: u16, replyLabel: byte }),
  frame({ type: fc.constant("probeReply"), id: u16 }),
);
