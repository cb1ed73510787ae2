import type { TraceRecord } from "#protocol";

const FIELDS = 6;

/** The newest records of a trace, in a space of fixed size. */
export class RecordRing {
  readonly capacity: number;
  /** Records made so far. */
  recorded = 0;
  private readonly fields: Float64Array;

  constructor(capacity: number) {
    this.capacity = capacity;
    this.fields = new Float64Array(capacity * FIELDS);
  }

  /** Number of the oldest record that is kept. */
  get first(): number {
    return Math.max(0, this.recorded - this.capacity);
  }

  push(record: TraceRecord): void {
    this.fields.set(record, (this.recorded % this.capacity) * FIELDS);
    this.recorded += 1;
  }

  /** The record of a number that is kept. */
  at(number: number): TraceRecord {
    const start = (number % this.capacity) * FIELDS;
    return Array.from(
      this.fields.subarray(start, start + FIELDS),
    ) as readonly number[] as TraceRecord;
  }
}
