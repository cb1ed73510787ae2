/** The contracts, as pure TypeScript: it imports nothing, and everything else imports it. */

export * from "./api.ts";
export * from "./cobs.ts";
export * from "./crc32.ts";
export * from "./errors.ts";
export * from "./frame-reader.ts";
export * from "./limits.ts";
export * from "./link-frame.ts";
export { decodeFrame } from "./link-frame-decode.ts";
export { encodeFrame, relabelFrame } from "./link-frame-encode.ts";
export * from "./nmp.ts";
