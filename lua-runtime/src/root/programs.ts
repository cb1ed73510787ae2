import { type ProgramState, VnetosError } from "#protocol";

interface Upload {
  readonly total: number;
  readonly bytes: Uint8Array;
  received: number;
}

/** Complete programs that are kept; the one used longest ago makes place for a new one. */
const PROGRAMS_KEPT = 16;

/** The node's programs by SHA-256: uploaded once, in parts if need be, hash checked. */
export class Programs {
  readonly #limitBytes: number;
  readonly #sha256: (bytes: Uint8Array) => string;
  readonly #complete = new Map<string, Uint8Array>();
  readonly #uploads = new Map<string, Upload>();

  constructor(options: { limitBytes: number; sha256: (bytes: Uint8Array) => string }) {
    this.#limitBytes = options.limitBytes;
    this.#sha256 = options.sha256;
  }

  /** Bytes of this program that are here, and whether that is all of it. */
  state(sha256: string): ProgramState {
    const whole = this.#complete.get(sha256);
    if (whole) return { received: whole.length, complete: true };
    return { received: this.#uploads.get(sha256)?.received ?? 0, complete: false };
  }

  /**
   * Takes the part that starts at `offset`. Parts come in order; what is here already is skipped, so that
   * several may bring the same program at once. Offset 0 with another total begins anew.
   * @throws VnetosError `too-large`, `conflict` (a gap), `hash-mismatch` (after the last part)
   */
  put(sha256: string, part: Uint8Array, offset: number, total: number): ProgramState {
    if (this.#complete.has(sha256)) return this.state(sha256);
    if (total > this.#limitBytes)
      throw new VnetosError(
        "too-large",
        `program of ${total} bytes: this node takes at most ${this.#limitBytes}`,
      );
    const upload = this.#uploadAt(sha256, offset, total);
    if (offset + part.length > upload.total)
      throw new VnetosError(
        "bad-request",
        `part at ${offset} of ${part.length} bytes passes the total of ${upload.total}`,
      );
    extend(upload, part, offset);
    if (upload.received === upload.total) this.#finish(sha256, upload);
    return this.state(sha256);
  }

  /** @throws VnetosError `no-such-program` */
  get(sha256: string): Uint8Array {
    const bytes = this.#complete.get(sha256);
    if (!bytes)
      throw new VnetosError(
        "no-such-program",
        `no program ${sha256} on this node: upload it first`,
      );
    this.#complete.delete(sha256);
    this.#complete.set(sha256, bytes);
    return bytes;
  }

  #uploadAt(sha256: string, offset: number, total: number): Upload {
    const known = this.#uploads.get(sha256);
    if (known && known.total === total && offset <= known.received) return known;
    if (offset === 0) return this.#begin(sha256, total);
    throw new VnetosError(
      "conflict",
      `part at ${offset} of ${total}: the node has ${known?.received ?? 0} of ${known?.total ?? 0} bytes`,
    );
  }

  #begin(sha256: string, total: number): Upload {
    const fresh = { total, bytes: new Uint8Array(total), received: 0 };
    this.#uploads.set(sha256, fresh);
    if (this.#uploads.size > 4) this.#uploads.delete(this.#uploads.keys().next().value as string);
    return fresh;
  }

  #finish(sha256: string, upload: Upload): void {
    this.#uploads.delete(sha256);
    const found = this.#sha256(upload.bytes);
    if (found !== sha256)
      throw new VnetosError("hash-mismatch", `program is named ${sha256} but hashes to ${found}`);
    this.#complete.set(sha256, upload.bytes);
    if (this.#complete.size > PROGRAMS_KEPT)
      this.#complete.delete(this.#complete.keys().next().value as string);
  }
}

/** The same name is the same hash: what came before from another client is what this part says. */
function extend(upload: Upload, part: Uint8Array, offset: number): void {
  const fresh = part.subarray(upload.received - offset);
  upload.bytes.set(fresh, upload.received);
  upload.received += fresh.length;
}
