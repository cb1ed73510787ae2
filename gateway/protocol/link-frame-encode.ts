import { cobsEncodeInPlace } from "./cobs.ts";
import { CRC32_START, crc32Update, crc32Value } from "./crc32.ts";
import { VnetosError } from "./errors.ts";
import {
  type DataFrame,
  FIN_HEAD_BYTES,
  FLAG_FIN,
  FLAG_FIRST,
  FRAME_CRC_BYTES,
  FRAME_HEADER_BYTES,
  FRAME_TYPES,
  LINK_VERSION,
  type LinkFrame,
  MAX_PAYLOAD_BYTES,
  MIN_WIRE_BYTES,
} from "./link-frame.ts";
import { describeFrameFault } from "./link-frame-rules.ts";

// The raw frame is written behind the label and COBS's first byte, and encoded where it lies.
const RAW_AT = 2;
const PAYLOAD_AT = RAW_AT + FRAME_HEADER_BYTES;

/**
 * The frame's bytes on the wire, label and closing zero included.
 * A frame that `decodeFrame` would refuse is refused here too: VnetosError `bad-frame`.
 */
export function encodeFrame(frame: LinkFrame, label: number): Uint8Array {
  check(frame, label);
  const payloadBytes = payloadLength(frame);
  const wire = new Uint8Array(MIN_WIRE_BYTES + payloadBytes);
  wire[0] = label;
  writeHeader(wire, frame);
  writePayload(wire, frame);
  seal(wire, PAYLOAD_AT + payloadBytes);
  return wire;
}

/** The same frame as a forwarder sends it on: another label, one hop less. VnetosError `bad-frame` when no hop is left. */
export function relabelFrame(frame: LinkFrame, label: number): Uint8Array {
  if (frame.hops < 1) {
    throw new VnetosError("bad-frame", `frame from ${frame.from} to ${frame.to}: no hop is left`);
  }
  return encodeFrame({ ...frame, hops: frame.hops - 1 }, label);
}

function check(frame: LinkFrame, label: number): void {
  if (!Number.isInteger(label) || label < 1 || label > 255) {
    throw new VnetosError("bad-frame", `label ${label}: must be 1..255`);
  }
  const fault = describeFrameFault(frame);
  if (fault !== undefined) throw new VnetosError("bad-frame", fault.reason);
  if (frame.type === "data" && payloadLength(frame) > MAX_PAYLOAD_BYTES) {
    throw new VnetosError(
      "bad-frame",
      `part of ${frame.bytes.length} bytes: over the frame's room`,
    );
  }
}

function payloadLength(frame: LinkFrame): number {
  switch (frame.type) {
    case "open":
      return 4;
    case "accept":
    case "ack":
      return 6;
    case "data":
      return dataHeadLength(frame) + frame.bytes.length;
    case "reset":
      return 1;
    case "keepalive":
      return 0;
    case "probe":
      return 3;
    case "probeReply":
      return 2;
  }
}

function dataHeadLength(frame: DataFrame): number {
  if (frame.flags & FLAG_FIN) return FIN_HEAD_BYTES;
  return frame.flags & FLAG_FIRST ? 5 : 1;
}

function writeHeader(wire: Uint8Array, frame: LinkFrame): void {
  wire[RAW_AT] = (LINK_VERSION << 4) | FRAME_TYPES[frame.type];
  wire[RAW_AT + 1] = frame.to;
  wire[RAW_AT + 2] = frame.from;
  wire[RAW_AT + 3] = frame.hops;
  if ("channel" in frame) put16(wire, RAW_AT + 4, frame.channel);
  if ("tag" in frame) put16(wire, RAW_AT + 6, frame.tag);
  if ("seq" in frame) put16(wire, RAW_AT + 8, frame.seq);
}

function writePayload(wire: Uint8Array, frame: LinkFrame): void {
  switch (frame.type) {
    case "open":
      put16(wire, PAYLOAD_AT, frame.incarnation);
      put16(wire, PAYLOAD_AT + 2, frame.credit);
      break;
    case "accept":
      put16(wire, PAYLOAD_AT, frame.incarnation);
      put16(wire, PAYLOAD_AT + 2, frame.peerIncarnation);
      put16(wire, PAYLOAD_AT + 4, frame.credit);
      break;
    case "data":
      writeData(wire, frame);
      break;
    case "ack":
      put32(wire, PAYLOAD_AT, frame.bitmap);
      put16(wire, PAYLOAD_AT + 4, frame.credit);
      break;
    case "reset":
      wire[PAYLOAD_AT] = frame.reason;
      break;
    case "probe":
      put16(wire, PAYLOAD_AT, frame.id);
      wire[PAYLOAD_AT + 2] = frame.replyLabel;
      break;
    case "probeReply":
      put16(wire, PAYLOAD_AT, frame.id);
  }
}

function writeData(wire: Uint8Array, frame: DataFrame): void {
  wire[PAYLOAD_AT] = frame.flags;
  if (frame.flags & FLAG_FIN) {
    wire[PAYLOAD_AT + 1] = frame.reason;
    put16(wire, PAYLOAD_AT + 2, frame.next);
  }
  if (frame.flags & FLAG_FIRST) put32(wire, PAYLOAD_AT + 1, frame.total);
  wire.set(frame.bytes, PAYLOAD_AT + dataHeadLength(frame));
}

/** Puts the CRC at `crcAt` and stuffs the zeros; the closing zero is there already. */
function seal(wire: Uint8Array, crcAt: number): void {
  const state = crc32Update(crc32Update(CRC32_START, wire, 0, 1), wire, RAW_AT, crcAt);
  put32(wire, crcAt, crc32Value(state));
  cobsEncodeInPlace(wire, RAW_AT, crcAt + FRAME_CRC_BYTES);
}

function put16(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value;
  bytes[at + 1] = value >>> 8;
}

function put32(bytes: Uint8Array, at: number, value: number): void {
  put16(bytes, at, value);
  put16(bytes, at + 2, value >>> 16);
}
