import { encodeJson, type TraceAnswer, type TraceRecord } from "#protocol";
import type { WorkerTrace } from "./worker-trace.ts";

/** Room for the fields of a page beside names and records, failures not counted. */
const HEAD_BYTES = 256;

/** Names from a number on and, behind the last name, records from a number on, as many as fit. */
export function tracePage(
  { ring, names, messages }: WorkerTrace,
  from: { readonly names: number; readonly records: number },
  maxBytes: number,
): TraceAnswer {
  const failed = messages.failures;
  const page = new Page(maxBytes - HEAD_BYTES - encodeJson(failed).length);
  const namesHere: string[] = [];
  for (const name of names.names.slice(from.names)) if (page.takes(name)) namesHere.push(name);
  const first = Math.min(Math.max(from.records, ring.first), ring.recorded);
  const records: TraceRecord[] = [];
  for (let number = first; !page.isFull && number < ring.recorded; number++) {
    const record = ring.at(number);
    if (page.takes(record)) records.push(record);
  }
  const { capacity, recorded } = ring;
  const nameCount = names.names.length;
  return { capacity, recorded, nameCount, names: namesHere, failed, first, records };
}

/** Counts what is put on it; the first thing always fits. */
class Page {
  isFull = false;
  private left: number;
  private isEmpty = true;

  constructor(bytes: number) {
    this.left = bytes;
  }

  takes(value: unknown): boolean {
    if (this.isFull) return false;
    this.left -= encodeJson(value).length + 1;
    this.isFull = this.left < 0 && !this.isEmpty;
    this.isEmpty = false;
    return !this.isFull;
  }
}
