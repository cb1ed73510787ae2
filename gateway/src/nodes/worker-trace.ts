import { type TraceAnswer, type TraceRecord, VnetosError } from "#protocol";
import type { NodeClient } from "./node-client.ts";

/** All of a worker's trace, as far as it was kept. */
export interface WorkerTrace {
  readonly capacity: number;
  readonly recorded: number;
  readonly names: readonly string[];
  /** By number of the port's name: the first message that was not delivered. */
  readonly failed: ReadonlyMap<number, number>;
  /** Number of the first record that was kept. */
  readonly first: number;
  readonly records: readonly TraceRecord[];
}

/**
 * Fetches a trace page by page: what was recorded when the first was answered.
 * @throws VnetosError `not-found`: the worker has no trace; `bad-json`: pages that lead nowhere
 */
export async function fetchTrace(
  client: Pick<NodeClient, "trace" | "url">,
  worker: number,
): Promise<WorkerTrace> {
  const taken = new Taken();
  let page = await client.trace(worker, taken.next);
  const { recorded } = page;
  while (taken.add(page)) {
    if (taken.names.length >= page.nameCount && taken.next.records >= recorded) break;
    page = await client.trace(worker, taken.next);
  }
  if (taken.names.length < page.nameCount || taken.next.records < recorded)
    throw new VnetosError(
      "bad-json",
      `node at ${client.url}: the trace of worker ${worker} ends before its end`,
    );
  const { capacity, failed } = page;
  const { names, first, records } = taken;
  return { capacity, recorded, names, failed: new Map(failed), first, records };
}

/** What came so far. */
class Taken {
  readonly names: string[] = [];
  records: TraceRecord[] = [];
  /** Number of the first of the records. */
  first = 0;

  get next(): { names: number; records: number } {
    return { names: this.names.length, records: this.first + this.records.length };
  }

  /** False: there was nothing on the page. */
  add(page: TraceAnswer): boolean {
    this.names.push(...page.names);
    // Of a worker that runs on, the oldest may have gone between two pages: then the trace begins later.
    if (page.first !== this.next.records) {
      this.records = [];
      this.first = page.first;
    }
    this.records.push(...page.records);
    return page.names.length + page.records.length > 0;
  }
}
