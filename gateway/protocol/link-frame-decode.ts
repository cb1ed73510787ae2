import { cobsDecodeInPlace } from "./cobs.ts";
import { CRC32_START, crc32Update, crc32Value } from "./crc32.ts";
import {
  type DataFrame,
  type DecodedFrame,
  FIN_HEAD_BYTES,
  FLAG_FIN,
  FLAG_FIRST,
  FRAME_CRC_BYTES,
  FRAME_HEADER_BYTES,
  FRAME_TYPES,
  type FrameFault,
  type FrameFaultCode,
  type FrameType,
  LINK_VERSION,
  type LinkFrame,
  MAX_WIRE_BYTES,
  MIN_WIRE_BYTES,
} from "./link-frame.ts";
import { addressFault, describeFrameFault } from "./link-frame-rules.ts";

// Behind the label and COBS's first byte.
const RAW_AT = 2;
const PAYLOAD_AT = RAW_AT + FRAME_HEADER_BYTES;

const TYPE_NAMES = new Map<number, FrameType>(
  (Object.keys(FRAME_TYPES) as FrameType[]).map((name) => [FRAME_TYPES[name], name]),
);

/** Payload lengths of the types that have only one. */
const PAYLOAD_BYTES: Readonly<Record<Exclude<FrameType, "data">, number>> = {
  open: 4,
  accept: 6,
  ack: 6,
  reset: 1,
  keepalive: 0,
  probe: 3,
  probeReply: 2,
};

/** Which of channel, tag and seq a type has; the others are zero on the wire. */
const HEADER_FIELDS: Readonly<Record<FrameType, { channel: boolean; tag: boolean; seq: boolean }>> =
  {
    open: { channel: true, tag: false, seq: false },
    accept: { channel: true, tag: false, seq: false },
    data: { channel: true, tag: true, seq: true },
    ack: { channel: true, tag: true, seq: true },
    reset: { channel: true, tag: true, seq: true },
    keepalive: { channel: true, tag: true, seq: false },
    probe: { channel: false, tag: false, seq: false },
    probeReply: { channel: false, tag: false, seq: false },
  };

/**
 * A frame from its wire bytes: label first, without the closing zero. Never throws, whatever the bytes.
 * `bytes` of a DATA frame do not share memory with `wire`.
 */
export function decodeFrame(wire: Uint8Array): DecodedFrame | FrameFault {
  const lengthFault = checkLength(wire.length);
  if (lengthFault !== undefined) return lengthFault;
  const raw = wire.slice();
  const label = raw[0] as number;
  if (label === 0) return fault("bad-label", "label 0");
  if (!cobsDecodeInPlace(raw, 1, raw.length)) return fault("bad-cobs", "a broken COBS code");
  if (!isCrcRight(raw)) return fault("bad-crc", "the CRC-32 does not fit");
  return checked(label, parse(raw));
}

function checked(label: number, frame: LinkFrame | FrameFault): DecodedFrame | FrameFault {
  if ("fault" in frame) return frame;
  return describeFrameFault(frame) ?? { label, frame };
}

function checkLength(length: number): FrameFault | undefined {
  if (length < MIN_WIRE_BYTES - 1) return fault("too-short", `${length} bytes before the zero`);
  if (length > MAX_WIRE_BYTES - 1) return fault("too-long", `${length} bytes before the zero`);
  return undefined;
}

function isCrcRight(raw: Uint8Array): boolean {
  const crcAt = raw.length - FRAME_CRC_BYTES;
  const state = crc32Update(crc32Update(CRC32_START, raw, 0, 1), raw, RAW_AT, crcAt);
  return crc32Value(state) === get32(raw, crcAt);
}

function parse(raw: Uint8Array): LinkFrame | FrameFault {
  const first = raw[RAW_AT] as number;
  if (first >>> 4 !== LINK_VERSION) return fault("bad-version", `version ${first >>> 4}`);
  const type = TYPE_NAMES.get(first & 15);
  if (type === undefined) return fault("bad-type", `type ${first & 15}`);
  return (
    addressFault(raw[RAW_AT + 1] as number, raw[RAW_AT + 2] as number) ??
    checkHeader(raw, type) ??
    checkPayloadLength(raw, type) ??
    build(raw, type)
  );
}

function checkHeader(raw: Uint8Array, type: FrameType): FrameFault | undefined {
  const has = HEADER_FIELDS[type];
  const channel = get16(raw, RAW_AT + 4);
  if (!has.channel && channel !== 0) return unused(type, "channel");
  if (!has.tag && get16(raw, RAW_AT + 6) !== 0) return unused(type, "tag");
  if (!has.seq && get16(raw, RAW_AT + 8) !== 0) return unused(type, "seq");
  return has.channel && channel === 0 ? fault("bad-header", `${type} on channel 0`) : undefined;
}

function checkPayloadLength(raw: Uint8Array, type: FrameType): FrameFault | undefined {
  const payloadBytes = raw.length - FRAME_CRC_BYTES - PAYLOAD_AT;
  const wanted = type === "data" ? dataHeadLength(raw, payloadBytes) : PAYLOAD_BYTES[type];
  const fits = type === "data" ? payloadBytes >= wanted : payloadBytes === wanted;
  return fits ? undefined : fault("bad-payload", `${type} with a payload of ${payloadBytes} bytes`);
}

function unused(type: FrameType, field: string): FrameFault {
  return fault("bad-header", `${type} with a ${field}`);
}

function dataHeadLength(raw: Uint8Array, payloadBytes: number): number {
  const flags = payloadBytes === 0 ? 0 : (raw[PAYLOAD_AT] as number);
  if (flags & FLAG_FIN) return FIN_HEAD_BYTES;
  return flags & FLAG_FIRST ? 5 : 1;
}

function build(raw: Uint8Array, type: FrameType): LinkFrame {
  const to = raw[RAW_AT + 1] as number;
  const from = raw[RAW_AT + 2] as number;
  const hops = raw[RAW_AT + 3] as number;
  const channel = get16(raw, RAW_AT + 4);
  const tag = get16(raw, RAW_AT + 6);
  const seq = get16(raw, RAW_AT + 8);
  const word = (index: number) => get16(raw, PAYLOAD_AT + 2 * index);
  switch (type) {
    case "open":
      return { type, to, from, hops, channel, incarnation: word(0), credit: word(1) };
    case "accept": {
      const [incarnation, peerIncarnation] = [word(0), word(1)];
      return { type, to, from, hops, channel, incarnation, peerIncarnation, credit: word(2) };
    }
    case "data":
      return { type, to, from, hops, channel, tag, seq, ...dataPayload(raw) };
    case "ack": {
      const bitmap = get32(raw, PAYLOAD_AT);
      return { type, to, from, hops, channel, tag, seq, bitmap, credit: word(2) };
    }
    case "reset":
      return { type, to, from, hops, channel, tag, seq, reason: raw[PAYLOAD_AT] as number };
    case "keepalive":
      return { type, to, from, hops, channel, tag };
    case "probe":
      return { type, to, from, hops, id: word(0), replyLabel: raw[PAYLOAD_AT + 2] as number };
    case "probeReply":
      return { type, to, from, hops, id: word(0) };
  }
}

type DataPayload = Pick<DataFrame, "flags" | "total" | "reason" | "next" | "bytes">;

function dataPayload(raw: Uint8Array): DataPayload {
  const flags = raw[PAYLOAD_AT] as number;
  const end = raw.length - FRAME_CRC_BYTES;
  const bytes = raw.subarray(PAYLOAD_AT + dataHeadLength(raw, end - PAYLOAD_AT), end);
  if (flags & FLAG_FIN) {
    const reason = raw[PAYLOAD_AT + 1] as number;
    return { flags, total: 0, reason, next: get16(raw, PAYLOAD_AT + 2), bytes };
  }
  const total = flags & FLAG_FIRST ? get32(raw, PAYLOAD_AT + 1) : 0;
  return { flags, total, reason: 0, next: 0, bytes };
}

function get16(bytes: Uint8Array, at: number): number {
  return (bytes[at] as number) | ((bytes[at + 1] as number) << 8);
}

function get32(bytes: Uint8Array, at: number): number {
  return (get16(bytes, at) | (get16(bytes, at + 2) << 16)) >>> 0;
}

function fault(code: FrameFaultCode, reason: string): FrameFault {
  return { fault: code, reason };
}
