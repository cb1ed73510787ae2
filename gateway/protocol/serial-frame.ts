import { COBS_SHORT_MAX, cobsDecodeInPlace, cobsEncodeInPlace } from "./cobs.ts";
import { crc32 } from "./crc32.ts";
import { VnetosError } from "./errors.ts";

/** What a frame on a serial line is: README, "NMP over a serial line". */
export const SERIAL_TYPES = { request: 1, answer: 2, resume: 3 } as const;
export type SerialType = keyof typeof SERIAL_TYPES;

/** Longest part of a message in one frame, bytes. */
export const SERIAL_PAYLOAD_MAX_BYTES = 238;
/** Requests under way at once; a request's place is its id modulo this. */
export const SERIAL_PLACES = 4;

const HEAD_BYTES = 11;
const CRC_BYTES = 4;
/** Longest run between two zeros that can be a frame. */
export const SERIAL_RUN_MAX_BYTES = COBS_SHORT_MAX + 1;

export interface SerialFrame {
  readonly type: SerialType;
  /** 0..65535. */
  readonly id: number;
  /** Where the payload stands in its message; of a resume: from where on it is wanted. */
  readonly offset: number;
  /** Bytes of the whole message. 0: of a resume, or an answer that is not there yet. */
  readonly total: number;
  readonly payload: Uint8Array;
}

export type SerialFault = "bad-cobs" | "too-short" | "bad-checksum" | "bad-type" | "bad-range";

/** The frame's bytes on the wire, with a zero behind them. @throws VnetosError `bad-frame` */
export function encodeSerialFrame(frame: SerialFrame): Uint8Array {
  const { id, offset, total, payload } = frame;
  const fault = rangeFault(frame) ?? (payload.length > SERIAL_PAYLOAD_MAX_BYTES && "bad-range");
  if (fault) throw new VnetosError("bad-frame", `${frame.type} ${id} at ${offset}: ${fault}`);
  const end = 1 + HEAD_BYTES + payload.length;
  const wire = new Uint8Array(end + CRC_BYTES + 1);
  const view = new DataView(wire.buffer);
  wire[1] = SERIAL_TYPES[frame.type];
  view.setUint16(2, id, true);
  view.setUint32(4, offset, true);
  view.setUint32(8, total, true);
  wire.set(payload, 1 + HEAD_BYTES);
  view.setUint32(end, crc32(wire.subarray(1, end)), true);
  cobsEncodeInPlace(wire, 1, end + CRC_BYTES);
  return wire;
}

/** What stands between two zeros. The run is left as it is. */
export function decodeSerialFrame(run: Uint8Array): SerialFrame | SerialFault {
  const bytes = run.slice();
  if (!cobsDecodeInPlace(bytes, 0, bytes.length)) return "bad-cobs";
  const end = bytes.length - CRC_BYTES;
  if (end < 1 + HEAD_BYTES) return "too-short";
  const view = new DataView(bytes.buffer);
  if (crc32(bytes.subarray(1, end)) !== view.getUint32(end, true)) return "bad-checksum";
  const type = TYPE_NAMES[bytes[1] as number];
  if (type === undefined) return "bad-type";
  const frame = {
    type,
    id: view.getUint16(2, true),
    offset: view.getUint32(4, true),
    total: view.getUint32(8, true),
    payload: bytes.subarray(1 + HEAD_BYTES, end),
  };
  return rangeFault(frame) ?? frame;
}

const TYPE_NAMES: Readonly<Record<number, SerialType>> = Object.fromEntries(
  Object.entries(SERIAL_TYPES).map(([name, number]) => [number, name as SerialType]),
);

/** A part is of its message and not empty; a resume is empty; an answer of total 0 says "not yet". */
function rangeFault({ type, offset, total, payload }: SerialFrame): SerialFault | undefined {
  const isBare = payload.length === 0 && total === 0;
  if (type === "resume") return isBare ? undefined : "bad-range";
  if (type === "answer" && isBare && offset === 0) return undefined;
  return payload.length > 0 && offset + payload.length <= total ? undefined : "bad-range";
}
