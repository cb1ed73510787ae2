import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { alignClocks } from "../../../../gateway/src/cluster/trace/align-clocks.ts";
import type { MatchedMessage } from "../../../../gateway/src/cluster/trace/match-messages.ts";

const NODES = ["b0", "b1", "b2", "b3"];

function message(from: string, to: string, sentUs: number, receivedUs: number): MatchedMessage {
  const end = (node: string) => ({ rank: NODES.indexOf(node), node, index: 0 });
  return { from: end(from), to: end(to), sentUs, receivedUs };
}

const read = (...offsets: number[]) =>
  new Map(offsets.map((offsetUs, i) => [`b${i}`, { offsetUs, roundTripUs: 100 }]));

describe("clocks of nodes", () => {
  it("are left as they were read where no message says otherwise", () => {
    const clocks = alignClocks(read(1_000, -500), [message("b0", "b1", 0, 1_600)]);
    expect(clocks.get("b1")).toEqual({ offsetUs: -500, roundTripUs: 100, correctionUs: 0 });
  });

  it("are put later until a message is taken after it was sent", () => {
    const clocks = alignClocks(read(1_000, -500), [message("b0", "b1", 0, 1_400)]);
    expect(clocks.get("b1")).toMatchObject({ offsetUs: -399, correctionUs: 101 });
    expect(clocks.get("b0")).toMatchObject({ offsetUs: 1_000, correctionUs: 0 });
  });

  it("say nothing about a node whose clock is not known, or about messages within one", () => {
    const odd = [message("b0", "b3", 0, -9), message("b3", "b0", 0, -9), message("b0", "b0", 5, 1)];
    expect(alignClocks(read(0, 0), odd).get("b0")?.correctionUs).toBe(0);
  });

  it("come to an end where they drift, and no order would do", () => {
    const both = [message("b0", "b1", 100, 0), message("b1", "b0", 100, 0)];
    expect(alignClocks(read(0, 0), both).size).toBe(2);
  });

  it("let no message be taken before it was sent, however wrong the readings were", () => {
    const offset = fc.integer({ min: -1e6, max: 1e6 });
    const journey = fc.record({
      from: fc.nat(3),
      to: fc.nat(3),
      at: fc.nat(1e6),
      takes: fc.integer({ min: 1, max: 1_000 }),
    });
    fc.assert(
      fc.property(
        fc.tuple(offset, offset, offset, offset),
        fc.array(fc.integer({ min: -2_000, max: 2_000 }), { minLength: 4, maxLength: 4 }),
        fc.array(journey, { maxLength: 40 }),
        (truth, errors, journeys) => {
          const messages = journeys.map(({ from, to, at, takes }) => {
            const [a = 0, b = 0] = [truth[from], truth[to]];
            return message(`b${from}`, `b${to}`, at - a, at + takes - b);
          });
          const clocks = alignClocks(read(...truth.map((t, i) => t + (errors[i] ?? 0))), messages);
          const inAll = (node: string, us: number) => us + (clocks.get(node)?.offsetUs ?? 0);
          for (const { from, to, sentUs, receivedUs } of messages)
            if (from.node !== to.node)
              expect(inAll(to.node, receivedUs)).toBeGreaterThanOrEqual(
                inAll(from.node, sentUs) + 0.999,
              );
        },
      ),
    );
  });
});
