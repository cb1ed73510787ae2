import type { DecodedFrame, FrameFault, LinkFrame } from "#protocol";
import { bytesOf, hexOf } from "../support/vectors.ts";

/** A frame as the vectors write it: bytes are hexadecimal digits. */
export type WrittenFrame = Record<string, string | number> & { readonly type: string };

export type WrittenOutcome =
  | { readonly label: number; readonly frame: WrittenFrame }
  | { readonly fault: string };

export function readFrame(written: WrittenFrame): LinkFrame {
  const bytes = "bytes" in written ? { bytes: bytesOf(String(written.bytes)) } : {};
  return { ...written, ...bytes } as unknown as LinkFrame;
}

export function writeOutcome(outcome: DecodedFrame | FrameFault): WrittenOutcome {
  if ("fault" in outcome) return { fault: outcome.fault };
  const { frame, label } = outcome;
  const bytes = "bytes" in frame ? { bytes: hexOf(frame.bytes) } : {};
  return { label, frame: { ...frame, ...bytes } as unknown as WrittenFrame };
}
