import { describe, expect, it } from "vitest";
import {
  encodeJson,
  TRACE_KINDS,
  TRACE_NAMES,
  type TraceAnswer,
  type TraceRecord,
} from "#protocol";
import { Scheduler } from "../../../lua-runtime/src/workers/index.ts";
import { ManualHost } from "../../support/manual-host.ts";
import { readVectors } from "../../support/vectors.ts";
import { onBench } from "./worker-bench.ts";

type Step = readonly [what: string, ...details: (string | number)[]];

interface Case {
  readonly name: string;
  readonly capacity: number;
  readonly program: string;
  readonly steps: readonly Step[];
  readonly names: readonly string[];
  readonly failed: readonly (readonly [number, number])[];
  readonly recorded?: number;
  readonly records: readonly TraceRecord[];
}

const { cases } = readVectors<{ cases: Case[] }>("traces");
const PAGE_BYTES = 65_536;

function traced(program: string, records: number, host = new ManualHost()) {
  const scheduler = new Scheduler(host);
  return { host, ...onBench(program, { host, scheduler, trace: { records, startedAt: -2 } }) };
}

async function take(bench: ReturnType<typeof traced>, [what, ...details]: Step): Promise<void> {
  const { host, worker, inbox, ports } = bench;
  const [first, second] = details;
  const error = { code: "closed", message: "gone" } as const;
  const done = ports.sends[Number(first)]?.done;
  if (what === "arrive") {
    const text = new TextEncoder().encode(String(second));
    inbox.put({ kind: "message", port: String(first), text });
  } else if (what === "closed") inbox.put({ kind: "closed", port: String(first) });
  else if (what === "fault") inbox.put({ kind: "fault", port: String(first), error });
  else if (what === "delivered") done?.();
  else if (what === "failed") done?.(error);
  else if (what === "input") worker.input(String(first), false, () => {});
  else if (what === "kill") worker.kill();
  await host.advance(what === "advance" ? Number(first) : 0);
}

const all = ({ worker }: ReturnType<typeof traced>) =>
  worker.traceFrom({ names: 0, records: 0 }, PAGE_BYTES) as TraceAnswer;

describe("a worker's trace", () => {
  it.each(cases)("$name", async ({ program, capacity, steps, ...wanted }) => {
    const bench = traced(program, capacity);
    bench.worker.start();
    await bench.host.settle();
    for (const step of steps) await take(bench, step);
    expect(bench.worker.state).toBe("ended");
    const { names, failed, records, recorded } = all(bench);
    expect({ names, failed, records }).toEqual({
      ...{ names: wanted.names, failed: wanted.failed, records: wanted.records },
    });
    expect(recorded).toBe(wanted.recorded ?? wanted.records.length);
  });

  it("has every kind of record in its vectors, but runs and full outputs and locks", () => {
    const seen = new Set(cases.flatMap(({ records }) => records.map(([kind]) => kind)));
    const { run, output, lock, ...rest } = TRACE_KINDS;
    expect([...seen].sort()).toEqual(Object.values(rest).sort());
  });

  it("knows more names than it can keep as one", async () => {
    const bench = traced(
      `for i = 1, ${TRACE_NAMES + 9} do __vnetos.endSpan(__vnetos.span("s" .. i)) end`,
      1_000,
    );
    bench.worker.start();
    await bench.host.settle();
    const { names, nameCount, records } = all(bench);
    expect([names.length, nameCount]).toEqual([TRACE_NAMES, TRACE_NAMES]);
    expect(records.at(-1)?.[3]).toBe(0);
    expect(records.filter((record) => record[3] === 0)).toHaveLength(10);
  });

  it("comes in pages that fit, names before the records that have them, and nothing twice", async () => {
    const bench = traced(
      'for i = 1, 100 do __vnetos.endSpan(__vnetos.span("a span with a long name " .. i)) end',
      80,
    );
    bench.worker.start();
    await bench.host.settle();
    const whole = all(bench);
    const names: string[] = [];
    const records: TraceRecord[] = [];
    for (let next = 0; next < whole.recorded; ) {
      const from = { names: names.length, records: next };
      const page = bench.worker.traceFrom(from, 700) as TraceAnswer;
      expect(encodeJson(page).length).toBeLessThanOrEqual(700);
      names.push(...page.names);
      records.push(...page.records);
      for (const record of page.records) expect(record[3]).toBeLessThan(names.length);
      if (page.records.length > 0) next = page.first + page.records.length;
    }
    expect(names).toEqual(whole.names);
    expect(records).toEqual(whole.records);
    expect(records).toHaveLength(80);
  });

  it("has at least one name or record on a page, however small", async () => {
    const bench = traced("__vnetos.sleep(1)", 4);
    bench.worker.start();
    await bench.host.advance(1);
    expect(bench.worker.traceFrom({ names: 0, records: 0 }, 1)?.names).toEqual([""]);
    expect(bench.worker.traceFrom({ names: 1, records: 0 }, 1)?.records).toHaveLength(1);
    expect(bench.worker.traceFrom({ names: 9, records: 9 }, 1)?.records).toEqual([]);
  });

  it("tells runs from the wait before to the wait after, cut at spans, with the time in them that was run", async () => {
    const host = new ManualHost();
    let ticks = 0;
    const ticking = Object.assign(Object.create(host), {
      now: () => host.now() + ticks++ / 8,
      after: host.after.bind(host),
      soon: host.soon.bind(host),
      random: host.random.bind(host),
    }) as ManualHost;
    const loop = "for i = 1, 30000 do end";
    const bench = traced(
      `${loop} local s = __vnetos.span("s") ${loop} __vnetos.endSpan(s) ${loop}`,
      64,
      ticking,
    );
    bench.worker.start();
    for (let i = 0; i < 100; i++) await host.settle();
    const { records } = all(bench);
    const runs = records.filter(([kind]) => kind === TRACE_KINDS.run);
    expect(records.map(([kind]) => kind)).toEqual([1, 1, 10, 1]);
    for (const [, start, end, first, ran] of runs) {
      expect(first).toBeGreaterThanOrEqual(start);
      expect(ran).toBeGreaterThan(0);
      expect(ran).toBeLessThan(end - start);
    }
    const [before, within, span, after] = records.map(([, start, end]) => [start, end]);
    expect(before?.[1]).toBe(within?.[0]);
    expect(span).toEqual(within);
    expect(after?.[0]).toBe(within?.[1]);
    const ran = runs.reduce((sum, record) => sum + record[4], 0);
    expect(Math.abs(ran - bench.worker.status().activity.computing)).toBeLessThanOrEqual(3);
  });

  it("is none of a worker that was not asked for one, and spans cost nothing there", async () => {
    const host = new ManualHost();
    const { worker, sink } = onBench(
      "print(__vnetos.tracing, __vnetos.span('a'), __vnetos.endSpan(0))",
      { host },
    );
    worker.start();
    await host.settle();
    expect(sink.text()).toBe("false\t0.0\n");
    expect(worker.traceFrom({ names: 0, records: 0 }, PAGE_BYTES)).toBeUndefined();
  });
});
