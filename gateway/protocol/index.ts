/** The contracts, as pure TypeScript: it imports nothing, and everything else imports it. */

export * from "./api.ts";
export * from "./board-settings.ts";
export * from "./cobs.ts";
export * from "./crc32.ts";
export * from "./errors.ts";
export * from "./frame-reader.ts";
export * from "./hex.ts";
export * from "./hkdf.ts";
export * from "./json-text.ts";
export * from "./limits.ts";
export * from "./link-frame.ts";
export { decodeFrame } from "./link-frame-decode.ts";
export { encodeFrame, relabelFrame } from "./link-frame-encode.ts";
export * from "./nmp.ts";
export * from "./nmp-routes.ts";
export * from "./nmp-target.ts";
export * from "./nmp-validate.ts";
export * from "./no-activity.ts";
export * from "./replay-window.ts";
export {
  CHANNEL_ID_BYTES,
  SEALED_HEAD_BYTES,
  SEALED_NONCE_BYTES,
  SEALED_ROOM_BYTES,
  SEALED_TAG_BYTES,
} from "./sealed-channel.ts";
export * from "./sealed-client.ts";
export * from "./sealed-crypto.ts";
export * from "./sealed-hello.ts";
export * from "./sealed-message.ts";
export * from "./sealed-node.ts";
export * from "./serial-frame.ts";
export * from "./serial-reader.ts";
export * from "./trace.ts";
export * from "./trace-file.ts";
export * from "./utf8.ts";
