import { describe, expect, test } from "vitest";
import { type DataFrame, FLAG_FIN, FLAG_FIRST, FLAG_LAST } from "#protocol";
import { Line } from "../../../lua-runtime/src/links/line.ts";
import { LossEstimate } from "../../../lua-runtime/src/links/loss-estimate.ts";
import { Path } from "../../../lua-runtime/src/links/path.ts";
import {
  type MessageSink,
  ReceiverWindow,
} from "../../../lua-runtime/src/links/receiver-window.ts";
import { SenderWindow } from "../../../lua-runtime/src/links/sender-window.ts";
import { widen } from "../../../lua-runtime/src/links/sequence.ts";

const idle = { send() {}, backlog: 0, up: true, listen() {} };
const quiet = { onFrame() {}, batch: (work: () => void) => work(), onState() {} };
const loss = new LossEstimate();
const path = new Path(new Line(0, idle, quiet), 1);

function part(seq: number, flags: number, text: string, total = 0): DataFrame {
  const head = { to: 1, from: 2, hops: 0, channel: 1, tag: 1, seq: seq & 0xffff };
  return { type: "data", ...head, flags, total, reason: 0, next: 0, bytes: Buffer.from(text) };
}

function receiver(limit = 100, room = () => 1_000) {
  const got: string[] = [];
  const sink: MessageSink & { outcome: "taken" | "full" | "no-receiver" } = {
    outcome: "taken",
    room,
    onMessage(bytes) {
      if (this.outcome === "taken") got.push(Buffer.from(bytes).toString());
      return this.outcome;
    },
    onFinished: () => void got.push("FIN"),
  };
  return { got, sink, window: new ReceiverWindow(sink, limit) };
}

const WHOLE = FLAG_FIRST | FLAG_LAST;

describe("frame numbers", () => {
  test("16 bits stand for the nearest whole number", () => {
    expect(widen(0, 0)).toBe(0);
    expect(widen(5, 65_534)).toBe(65_541);
    expect(widen(65_534, 65_541)).toBe(65_534);
    expect(widen(65_535, 0)).toBe(-1);
    expect(widen(1, 5_000_000_000)).toBe(Math.round(5_000_000_000 / 65_536) * 65_536 + 1);
  });
});

describe("ReceiverWindow", () => {
  test("puts frames in order, drops repeats, and goes past 65,536", () => {
    const { got, window } = receiver();
    const wrong: number[] = [];
    for (let base = 0; base < 70_000; base += 2) {
      const effects = [base + 1, base + 1, base, base].map((seq) =>
        window.onData(part(seq, WHOLE, seq === base ? "a" : "b", 1)),
      );
      if (effects.join() !== "gap,repeated,completed,repeated") wrong.push(base);
      if (got.splice(0).join() !== "a,b") wrong.push(base);
    }
    expect(wrong).toEqual([]);
    expect(window.next).toBe(70_000);
  });

  test("takes nothing beyond 32 frames", () => {
    const { window } = receiver();
    expect(window.onData(part(32, WHOLE, "x", 1))).toBe("repeated");
    expect(window.onData(part(31, WHOLE, "x", 1))).toBe("gap");
    expect(window.bitmap).toBe(2 ** 30);
  });

  test("stops at a message without room, and goes on when there is some", () => {
    const { got, sink, window } = receiver();
    sink.outcome = "full";
    window.onData(part(0, WHOLE, "a", 1));
    window.onData(part(1, WHOLE, "b", 1));
    expect([window.next, window.credit, window.bitmap]).toEqual([0, 0, 1]);
    sink.outcome = "taken";
    expect(window.resume()).toBe(true);
    expect([window.next, window.credit > 0, got]).toEqual([2, true, ["a", "b"]]);
  });

  test("stops at a refused message until its sender says skip", () => {
    const { got, sink, window } = receiver();
    sink.outcome = "no-receiver";
    window.onData(part(0, WHOLE, "a", 1));
    sink.outcome = "taken";
    window.onData(part(1, WHOLE, "b", 1));
    expect([window.next, window.hold, got]).toEqual([0, "no-receiver", []]);
    expect(window.skip(1)).toBe(false);
    expect(window.skip(0)).toBe(true);
    expect([window.next, window.hold, got]).toEqual([2, undefined, ["b"]]);
  });

  test("refuses what is too large, or does not add up, and drops what is left of it", () => {
    const { got, window } = receiver(10);
    window.onData(part(0, FLAG_FIRST, "abc", 11));
    expect(window.hold).toBe("too-large");
    window.skip(0);
    window.onData(part(1, FLAG_LAST, "rest"));
    window.onData(part(2, FLAG_FIRST, "abc", 5));
    window.onData(part(3, FLAG_LAST, "defg"));
    expect([window.next, window.hold]).toEqual([3, "too-large"]);
    window.skip(3);
    window.onData(part(4, WHOLE, "fine", 4));
    window.onData({ ...part(5, FLAG_FIN, ""), reason: 1 });
    expect(got).toEqual(["fine", "FIN"]);
  });
});

describe("SenderWindow", () => {
  function sender() {
    const window = new SenderWindow(32, () => told.push("FIN"));
    const told: string[] = [];
    const queue = (name: string, bytes: number) =>
      window.queue(new Uint8Array(bytes), (error) => told.push(`${name} ${error?.code ?? "done"}`));
    const take = (now: number) => window.take({ path, loss, hasOther: false, now })?.seq;
    return { window, told, queue, take };
  }

  test("a message is done when its last frame is acknowledged in order", () => {
    const { window, told, queue, take } = sender();
    queue("a", 250);
    queue("b", 1);
    expect([take(0), take(0), take(0), take(0), take(0)]).toEqual([0, 1, 2, 3, undefined]);
    window.onAck(0, 0b110, 32, 1);
    expect(told).toEqual([]);
    window.onAck(3, 0, 32, 1);
    expect(told).toEqual(["a done"]);
    window.onAck(4, 0, 32, 1);
    expect(told).toEqual(["a done", "b done"]);
    expect(window.deadline).toBe(Number.POSITIVE_INFINITY);
  });

  test("only what a later frame has overtaken is sent again", () => {
    const { window, queue, take } = sender();
    for (let i = 0; i < 5; i++) queue("m", 1);
    for (let i = 0; i < 5; i++) take(i);
    window.onAck(1, 0b100, 32, 6);
    expect([take(7), take(7), take(7), take(7)]).toEqual([1, 2, 3, undefined]);
  });

  test("everything overdue is sent again at the time-out, and the wait grows while the peer is silent", () => {
    const { window, queue, take } = sender();
    queue("m", 1);
    take(0);
    const first = window.deadline;
    window.onTimeout(first, -1);
    expect(take(first)).toBe(0);
    expect(window.deadline - first).toBeGreaterThan(1.5 * first);
  });

  test("without credit nothing goes but the question for it", () => {
    const { window, queue, take } = sender();
    queue("m", 1);
    window.onAck(0, 0, 0, 0);
    expect(take(1)).toBeUndefined();
    window.onTimeout(window.deadline, 0);
    expect([take(200), take(200)]).toEqual([0, undefined]);
    queue("n", 1);
    window.onAck(1, 0, 5, 201);
    expect(take(202)).toBe(1);
  });

  test("a refused message fails once, whatever is acknowledged later; nonsense is passed over", () => {
    const { window, told, queue, take } = sender();
    queue("a", 1);
    queue("b", 1);
    window.finish(1);
    expect([take(0), take(0), take(0)]).toEqual([0, 1, 2]);
    window.onRefused(0, { code: "no-receiver", message: "" });
    window.onRefused(0, { code: "no-receiver", message: "" });
    window.onRefused(77, { code: "no-receiver", message: "" });
    window.onAck(9, 0, 32, 1);
    expect(told).toEqual(["a no-receiver"]);
    window.onAck(3, 0, 32, 1);
    expect(told).toEqual(["a no-receiver", "b done", "FIN"]);
  });
});
