import { VnetosError } from "#protocol";
import { crc8 } from "./crc8.ts";

/** First byte of what a driver sends, and of what a switch answers. */
export const REQUEST_START = 0xa5;
export const ANSWER_START = 0x5a;
export const CONTROL_FRAME_BYTES = 9;

/** What a request asks. */
export const CONTROL_OPS = { read: 1, write: 2, "read-run": 3 } as const;
export type ControlOp = keyof typeof CONTROL_OPS;

/** How a request was answered. */
export const CONTROL_STATUS = {
  ok: 0,
  "bad-crc": 1,
  "bad-op": 2,
  "bad-address": 3,
  "bad-value": 4,
  "read-only": 5,
  refused: 6,
} as const;
export type ControlStatus = keyof typeof CONTROL_STATUS;

/** A frame of either direction: `start, tag << 4 | code, address LE 16, data LE 32, CRC-8`. */
export interface ControlFrame {
  /** CONTROL_OPS of a request, CONTROL_STATUS of an answer; 0..15. */
  readonly code: number;
  /** Chosen by who asks, repeated in the answer; 0..15. */
  readonly tag: number;
  /** 0..65535 */
  readonly address: number;
  /** 0..2^32-1 */
  readonly data: number;
}

export function encodeControl(start: number, frame: ControlFrame): Uint8Array {
  const bytes = new Uint8Array(CONTROL_FRAME_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, start);
  view.setUint8(1, (frame.tag << 4) | frame.code);
  view.setUint16(2, frame.address, true);
  view.setUint32(4, frame.data, true);
  view.setUint8(8, crc8(bytes.subarray(0, 8)));
  return bytes;
}

export function encodeRequest(op: ControlOp, frame: Omit<ControlFrame, "code">): Uint8Array {
  return encodeControl(REQUEST_START, { ...frame, code: CONTROL_OPS[op] });
}

export function encodeAnswer(status: ControlStatus, frame: Omit<ControlFrame, "code">): Uint8Array {
  return encodeControl(ANSWER_START, { ...frame, code: CONTROL_STATUS[status] });
}

/** Errors: bad-frame for another length, another start byte or a wrong CRC-8. */
export function decodeControl(start: number, bytes: Uint8Array): ControlFrame {
  if (bytes.length !== CONTROL_FRAME_BYTES) {
    throw new VnetosError("bad-frame", `a control frame has 9 bytes, got ${bytes.length}`);
  }
  if (bytes[0] !== start) {
    throw new VnetosError("bad-frame", `a control frame starts with ${start}, got ${bytes[0]}`);
  }
  const sum = crc8(bytes.subarray(0, 8));
  if (bytes[8] !== sum) {
    throw new VnetosError("bad-frame", `the CRC-8 of the control frame is ${sum}, got ${bytes[8]}`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const kind = view.getUint8(1);
  return {
    ...{ code: kind & 15, tag: kind >>> 4 },
    ...{ address: view.getUint16(2, true), data: view.getUint32(4, true) },
  };
}

/** Name of the status in an answer; undefined: none that this version knows. */
export function statusName(code: number): ControlStatus | undefined {
  const names = Object.keys(CONTROL_STATUS) as ControlStatus[];
  return names.find((name) => CONTROL_STATUS[name] === code);
}

/** `read-run` packs two numbers in its data: how many registers (1..1024), and how far apart. */
export function packRun(count: number, stride: number): number {
  return ((stride << 16) | count) >>> 0;
}

export function unpackRun(data: number): { readonly count: number; readonly stride: number } {
  return { count: data & 0xffff, stride: data >>> 16 };
}

export const RUN_COUNT_MAX = 1024;
