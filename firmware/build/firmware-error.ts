import { type ErrorCode, VnetosError } from "#protocol";

/** Why there is no firmware. */
export type FirmwareReason =
  /** No C compiler, or none of the kind that is asked for. */
  | "no-compiler"
  /** No address gave Lua's or mbedTLS's source. */
  | "no-source"
  /** A file that somebody named is another one. */
  | "wrong-hash"
  | "bad-patch"
  | "compile-failed";

const CODES: Record<FirmwareReason, ErrorCode> = {
  "no-compiler": "not-found",
  "no-source": "unreachable",
  "wrong-hash": "hash-mismatch",
  "bad-patch": "conflict",
  "compile-failed": "compile-failed",
};

/** The firmware cannot be built. The message says what to do; a compiler's text is in it whole. */
export class FirmwareError extends VnetosError {
  readonly reason: FirmwareReason;

  constructor(reason: FirmwareReason, message: string, options?: ErrorOptions) {
    super(CODES[reason], message, options);
    this.reason = reason;
  }
}

/** Takes one line about what is being done. */
export type OnProgress = (line: string) => void;
