import { describe, expect, it } from "vitest";
import { BenchSwitch, frame, hex, joined, originOf, seeded, splitFrames } from "./bench-switch.ts";

const PORTS = [...Array(16).keys()];

describe("frames through the switch", () => {
  it("a permutation on all ports arrives bit for bit, whatever the frames' length", () => {
    const bench = BenchSwitch.open();
    for (const bytes of [3, 7, 60, 255]) {
      for (const port of PORTS) {
        const frames = Array.from({ length: 20 }, (_, n) =>
          frame(((port + 5) % 16) + 1, bytes, port, n),
        );
        bench.model.receive(port, joined(frames));
        expect(hex(bench.bytesOf((port + 5) % 16))).toBe(hex(joined(frames)));
        (bench.sent[(port + 5) % 16] ?? []).length = 0;
      }
    }
    expect(bench.total("RX_FRAMES")).toBe(16 * 20 * 4);
    expect(bench.total("TX_FRAMES")).toBe(16 * 20 * 4);
  });

  it("does not mind where the line's bytes are cut", () => {
    const frames = [frame(2, 60, 0, 1), frame(3, 255, 0, 2), frame(2, 3), frame(2, 9, 0, 3)];
    const to = (label: number) => frames.filter((each) => each[0] === label).map(hex);
    for (const step of [1, 2, 7, 59, 61, 300]) {
      const bench = BenchSwitch.open();
      const line = joined(frames);
      for (let at = 0; at < line.length; at += step)
        bench.model.receive(0, line.slice(at, at + step));
      expect(bench.framesOf(1)).toEqual(to(2));
      expect(bench.framesOf(2)).toEqual(to(3));
    }
  });

  it("has more than 32 ports where it is asked to", () => {
    const bench = BenchSwitch.open(254);
    bench.model.receive(253, frame(100, 20));
    bench.model.receive(3, frame(254, 20));
    expect(bench.framesOf(99)).toHaveLength(1);
    expect(bench.framesOf(253)).toHaveLength(1);
  });

  it("refuses a port that there is not", () => {
    expect(() => BenchSwitch.open(4).model.receive(4, frame(1, 20))).toThrow("0 to 3, no 4");
    expect(() => new BenchSwitch(255)).toThrow("not 255");
  });
});

describe("routes", () => {
  it("a frame goes only where label and row agree; the rest is counted as unrouted", () => {
    const bench = BenchSwitch.open(4);
    bench.route({ rows: [[1], [0, 2], [], []] });
    for (const label of [1, 2, 3, 4, 99]) bench.model.receive(0, frame(label, 20));
    expect(bench.sent.map((_, port) => bench.framesOf(port).length)).toEqual([0, 1, 0, 0]);
    expect(bench.count("UNROUTED", 0)).toBe(4);
  });

  it("a label of several outputs is a multicast, also when some of them are late", () => {
    const bench = BenchSwitch.open(4);
    bench.route({ labels: [[], [1, 2, 3]] });
    bench.model.setReady(2, false);
    const frames = Array.from({ length: 8 }, (_, n) => frame(1, 200, 0, n));
    bench.model.receive(0, joined(frames));
    expect(bench.framesOf(1).length).toBeLessThan(8);
    bench.model.setReady(2, true);
    for (const port of [1, 2, 3]) expect(bench.framesOf(port)).toEqual(frames.map(hex));
    expect(bench.count("RX_COPIES", 0)).toBe(16);
  });

  it("staged routes do nothing before COMMIT, and COMMIT of another sum is refused", () => {
    const bench = BenchSwitch.open(4);
    bench.write("STAGE_BEGIN", 1);
    bench.write("STAGED_ROWS", 0b1000, 0);
    bench.write("STAGED_LABELS", 0b1000, 2);
    bench.model.receive(0, frame(2, 20, 0, 1));
    expect(bench.framesOf(1)).toHaveLength(1);
    expect(bench.write("COMMIT", bench.read("STAGE_SUM") + 1)).toBe("refused");
    bench.model.receive(0, frame(2, 20, 0, 2));
    expect(bench.framesOf(1)).toHaveLength(2);
    expect(bench.write("COMMIT", bench.read("STAGE_SUM"))).toBe("ok");
    bench.model.receive(0, frame(2, 20, 0, 3));
    expect(bench.framesOf(1)).toHaveLength(2);
    expect(bench.framesOf(3)).toHaveLength(1);
  });

  it("new routes hold for the frame that is just arriving, as a whole", () => {
    const bench = BenchSwitch.open(4);
    const first = frame(2, 60);
    bench.model.receive(0, first.slice(0, 30));
    bench.route({ labels: [[], [0], [3]] });
    bench.model.receive(0, first.slice(30));
    expect(bench.framesOf(1)).toEqual([]);
    expect(bench.framesOf(3)).toEqual([hex(first)]);
  });
});

describe("garbage on a line", () => {
  it("is rolled back, counted by cause, and the next good frame passes", () => {
    const bench = BenchSwitch.open(4);
    const good = frame(2, 60);
    const oversize = new Uint8Array(400).fill(7);
    const badCobs = Uint8Array.of(2, 9, 1, 1, 0);
    for (const bad of [oversize, badCobs, Uint8Array.of(2, 0)]) {
      bench.model.receive(0, joined([bad, Uint8Array.of(0), good]));
    }
    expect(bench.framesOf(1)).toEqual([hex(good), hex(good), hex(good)]);
    expect(bench.count("ERR_OVERSIZE", 0)).toBe(1);
    expect(bench.count("ERR_COBS", 0)).toBe(2);
    expect(bench.count("RX_FRAMES", 0)).toBe(3);
  });

  it("a frame of 255 bytes passes, one of 256 does not", () => {
    const bench = BenchSwitch.open(4);
    const longest = frame(2, 255);
    const tooLong = joined([longest.slice(0, 254), Uint8Array.of(1, 0)]);
    bench.model.receive(0, joined([longest, tooLong, longest]));
    expect(bench.framesOf(1)).toEqual([hex(longest), hex(longest)]);
    expect(bench.count("ERR_OVERSIZE", 0)).toBe(1);
  });

  it("a board that is plugged in anew starts clean", () => {
    const bench = BenchSwitch.open(4);
    bench.model.receive(0, frame(2, 60).slice(0, 20));
    bench.model.setCarrier(0, true);
    bench.model.receive(0, frame(2, 60));
    expect(bench.framesOf(1)).toHaveLength(1);
    expect(bench.count("ERR_ABORTED", 0)).toBe(1);
  });
});

describe("circuit mode", () => {
  it("passes every byte of the port to its row, zeros and all", () => {
    const bench = BenchSwitch.open(4);
    bench.enable([1, 2, 3]);
    bench.route({ rows: [[3], [], [], [0, 1, 2, 3]] });
    bench.writeMask("RAW", [0]);
    bench.enable();
    bench.model.receive(0, Uint8Array.of(0, 0, 255, 7, 0));
    expect([...bench.bytesOf(3)]).toEqual([0, 0, 255, 7, 0]);
    expect(bench.count("TX_FRAMES", 3)).toBe(5);
  });

  it("changes only while the port is disabled", () => {
    const bench = BenchSwitch.open(4);
    expect(bench.write("RAW", 1)).toBe("refused");
    expect(bench.read("RAW")).toBe(0);
    bench.enable([1, 2, 3]);
    expect(bench.write("RAW", 1)).toBe("ok");
  });

  it("waits for an output like frames do, and loses nothing", () => {
    const bench = BenchSwitch.open(2);
    bench.enable([]);
    bench.route({ rows: [[1], []] });
    bench.writeMask("RAW", [0]);
    bench.enable();
    const bytes = Uint8Array.from({ length: 2000 }, (_, n) => n & 255);
    bench.model.setReady(1, false);
    expect(bench.model.receive(0, bytes)).toBe(false);
    bench.model.setReady(1, true);
    expect(hex(bench.bytesOf(1))).toBe(hex(bytes));
    expect(bench.inputReady).toEqual([0]);
  });
});

describe("back-pressure", () => {
  it("stops the input when output and input queue are full, and lets it go on", () => {
    const bench = BenchSwitch.open(4);
    bench.model.setReady(1, false);
    let taken = 0;
    while (bench.model.receive(0, frame(2, 60, 0, taken))) taken += 1;
    // 512 bytes take frames while 255 are free, 256 hold four more; one more waits on the line.
    expect(taken).toBe(5 + 4);
    expect(bench.count("FILL_OUT", 1)).toBe(300);
    expect(bench.count("FILL_IN", 0)).toBe(240);
    expect(bench.read("STOPPED")).toBe(1);
    bench.clock.advance(7);
    bench.model.setReady(1, true);
    expect(bench.framesOf(1)).toHaveLength(10);
    expect(bench.inputReady).toEqual([0]);
    expect(bench.count("STOPPED_US", 0)).toBe(7000);
    expect(bench.count("STOPS", 0)).toBe(1);
  });

  it("an output that has room again serves who waits in turn, not one input's whole line first", () => {
    const bench = BenchSwitch.open(4);
    bench.model.setReady(3, false);
    for (const port of [0, 1, 2]) {
      bench.model.receive(
        port,
        joined(Array.from({ length: 50 }, (_, n) => frame(4, 100, port, n))),
      );
    }
    bench.model.setReady(3, true);
    const order = splitFrames(bench.bytesOf(3)).map((bytes) => originOf(bytes).from);
    expect(order).toHaveLength(150);
    // The first three were queued before anybody else came; then 0, 1 and 2 take turns.
    expect(order.slice(3, 144)).toEqual(Array.from({ length: 141 }, (_, n) => n % 3));
  });

  it("all to one at line speed: nothing lost, everyone gets the same share", () => {
    const bench = BenchSwitch.open(16, 1);
    bench.model.setLineSpeed(5_000_000);
    const serial = PORTS.map(() => 0);
    const feed = (port: number) => {
      let goOn = true;
      while (goOn) {
        goOn = bench.model.receive(port, frame(1, 60, port, serial[port]));
        serial[port] = (serial[port] ?? 0) + 1;
      }
    };
    for (const port of PORTS.slice(1)) feed(port);
    for (let ms = 0; ms < 500; ms += 1) {
      bench.clock.advance(1);
      for (const port of bench.inputReady.splice(0)) feed(port);
    }
    const shares = PORTS.map(() => 0);
    for (const bytes of splitFrames(bench.bytesOf(0))) {
      const { from, serial } = originOf(bytes);
      expect(serial).toBe(shares[from]);
      shares[from] = (shares[from] ?? 0) + 1;
    }
    const sum = shares.reduce((a, b) => a + b);
    const squares = shares.reduce((a, b) => a + b * b, 0);
    expect((sum * sum) / (15 * squares)).toBeGreaterThan(0.98);
    expect(Math.max(...shares.slice(1)) - Math.min(...shares.slice(1))).toBeLessThanOrEqual(1);
    expect(sum * 60).toBeGreaterThan(0.99 * 500 * 500);
    expect(bench.total("DROP_WEDGED")).toBe(0);
  });
});

describe("an output that nobody drains", () => {
  it("holds up an input for DROP_WAIT once, then its frames are dropped and counted", () => {
    const bench = BenchSwitch.open(4);
    bench.model.setReady(1, false);
    const frames = Array.from({ length: 40 }, (_, n) => frame(n % 2 === 0 ? 2 : 3, 100, 0, n));
    bench.model.receive(0, joined(frames));
    const before = bench.framesOf(2).length;
    expect(before).toBeLessThan(20);
    bench.clock.advance(99);
    expect(bench.framesOf(2)).toHaveLength(before);
    bench.clock.advance(1);
    expect(bench.framesOf(2)).toHaveLength(20);
    expect(bench.count("DROP_WEDGED", 0)).toBe(20 - 3);
    expect(bench.read("WEDGED")).toBe(0b10);
    bench.model.setReady(1, true);
    expect(bench.framesOf(1)).toHaveLength(3);
    expect(bench.read("WEDGED")).toBe(0);
    bench.model.receive(0, frame(2, 100, 0, 77));
    expect(bench.framesOf(1)).toHaveLength(4);
  });

  it("holds it up for ever where DROP says so", () => {
    const bench = BenchSwitch.open(4);
    bench.writeMask("DROP", [0, 2, 3]);
    bench.model.setReady(1, false);
    for (let n = 0; n < 12; n += 1) bench.model.receive(0, frame(2, 100, 0, n));
    bench.clock.advance(60_000);
    bench.model.setReady(1, true);
    expect(bench.framesOf(1)).toHaveLength(12);
    expect(bench.total("DROP_WEDGED")).toBe(0);
  });

  it("does not disturb who has nothing to do with it", () => {
    const bench = BenchSwitch.open(4);
    bench.model.setReady(1, false);
    bench.model.receive(0, joined(Array.from({ length: 40 }, (_, n) => frame(2, 100, 0, n))));
    for (let n = 0; n < 40; n += 1) expect(bench.model.receive(3, frame(3, 100, 3, n))).toBe(true);
    expect(bench.framesOf(2)).toHaveLength(40);
  });

  it("without a board takes nothing, holds up nobody, and is counted", () => {
    const bench = BenchSwitch.open(4);
    bench.model.setReady(1, false);
    bench.model.receive(0, joined(Array.from({ length: 10 }, (_, n) => frame(2, 100, 0, n))));
    bench.model.setCarrier(1, false);
    bench.model.receive(0, joined([frame(2, 100), frame(3, 100)]));
    expect(bench.framesOf(2)).toHaveLength(1);
    expect(bench.count("TX_FLUSHED", 1)).toBe(3);
    expect(bench.count("DROP_CARRIER", 0)).toBe(8);
  });
});

describe("a disabled port", () => {
  it("throws away what it holds and gets, and is nobody's output", () => {
    const bench = BenchSwitch.open(4);
    bench.model.setReady(1, false);
    bench.model.receive(0, joined(Array.from({ length: 10 }, (_, n) => frame(2, 100, 0, n))));
    bench.enable([0, 2, 3]);
    expect(bench.count("TX_FLUSHED", 1)).toBe(3);
    expect(bench.count("DROP_DISABLED", 0)).toBe(1);
    expect(bench.count("UNROUTED", 0)).toBe(6);
    bench.model.receive(1, frame(1, 20));
    expect(bench.framesOf(0)).toEqual([]);
    expect(bench.count("RX_BYTES", 1)).toBe(20);
  });
});

describe("counters", () => {
  it.each([1, 2, 3, 4, 5, 6])(
    "in = out + dropped + queued under random traffic (seed %i)",
    (seed) => {
      const random = seeded(seed);
      const pick = (below: number) => Math.floor(random() * below);
      const bench = BenchSwitch.open(8);
      if (seed % 2 === 0) bench.model.setLineSpeed(1_000_000);
      bench.route({ labels: [[], ...PORTS.slice(0, 8).map((port) => [port]), [0, 1, 2], [6, 7]] });
      bench.write("DROP_WAIT", 2000);
      for (let step = 0; step < 4000; step += 1) {
        const port = pick(8);
        const action = random();
        if (action < 0.7) bench.model.receive(port, frame(pick(14) + 1, 3 + pick(253), port, step));
        else if (action < 0.75)
          bench.model.receive(
            port,
            Uint8Array.from({ length: pick(300) }, () => pick(256)),
          );
        else if (action < 0.85) bench.model.setReady(port, random() < 0.6);
        else if (action < 0.9) bench.model.setCarrier(port, random() < 0.7);
        else if (action < 0.91) bench.enable(PORTS.slice(0, 8).filter(() => random() < 0.9));
        else bench.clock.advance(random() * 3);
      }
      bench.enable(PORTS.slice(0, 8));
      const sum = (...names: Parameters<BenchSwitch["total"]>[0][]) =>
        names.reduce((all, name) => all + bench.total(name), 0);
      for (const port of PORTS.slice(0, 8)) bench.model.setCarrier(port, true);
      bench.clock.advance(60_000);
      expect(sum("FILL_OUT", "FILL_IN")).toBe(0);
      expect(sum("RX_FRAMES", "RX_COPIES")).toBe(
        sum("TX_FRAMES", "TX_FLUSHED", "UNROUTED", "DROP_WEDGED", "DROP_CARRIER", "DROP_DISABLED"),
      );
      const frames = bench.sent.map((_, port) => bench.framesOf(port).length);
      expect(frames.reduce((a, b) => a + b)).toBe(bench.total("TX_FRAMES"));
      expect(bench.total("TX_FRAMES")).toBeGreaterThan(500);
      expect(bench.total("DROP_WEDGED")).toBeGreaterThan(0);
    },
  );

  it("stand still between snapshots", () => {
    const bench = BenchSwitch.open(4);
    bench.clock.advance(12);
    bench.write("SNAPSHOT", 1);
    bench.model.receive(0, frame(2, 60));
    expect(bench.read("RX_FRAMES", 0)).toBe(0);
    expect(bench.read("SNAPSHOT_TIME")).toBe(12);
    expect(bench.count("RX_FRAMES", 0)).toBe(1);
    expect(bench.read("SNAPSHOT")).toBe(2);
  });
});

describe("line speed", () => {
  it("a frame leaves after its own time in and out, to the microsecond", () => {
    const bench = BenchSwitch.open(4);
    bench.model.setLineSpeed(1_000_000);
    bench.model.receive(0, joined([frame(2, 100, 0, 0), frame(2, 50, 0, 1)]));
    bench.clock.advance(10);
    // 100 bytes of 10 us in, 100 out; the second is in by then (1.5 ms) and follows without a gap.
    expect(bench.sent[1]?.map(({ at }) => Math.round(at * 1000))).toEqual([2000, 2500]);
  });

  it("carries exactly its rate, port by port, however coarse the timers", () => {
    for (const batchMs of [0, 1, 1.7]) {
      const bench = BenchSwitch.open(4, batchMs);
      bench.model.setLineSpeed(5_000_000);
      bench.model.setLineSpeed(1_250_000, 2);
      for (const [from, to] of [
        [0, 1],
        [3, 2],
      ] as const) {
        bench.model.receive(
          from,
          joined(Array.from({ length: 2000 }, (_, n) => frame(to + 1, 50, from, n))),
        );
      }
      bench.clock.advance(50 + 0.1 + 1.7);
      // One frame time to store the first frame, then back to back.
      const inTime = (port: number, ms: number) =>
        (bench.sent[port] ?? [])
          .filter(({ at }) => at <= ms + batchMs + 1e-6)
          .reduce((n, { bytes }) => n + bytes.length, 0);
      expect(inTime(1, 50.1)).toBeGreaterThanOrEqual(25_000);
      expect(inTime(1, 50.1)).toBeLessThanOrEqual(25_000 + batchMs * 500);
      expect(inTime(2, 50.1)).toBeGreaterThanOrEqual(6_250);
      expect(inTime(2, 50.1)).toBeLessThanOrEqual(6_250 + batchMs * 125);
    }
  });

  it("0 lifts it again, and nothing is lost in between", () => {
    const bench = BenchSwitch.open(4);
    bench.model.setLineSpeed(9600);
    const frames = Array.from({ length: 30 }, (_, n) => frame(2, 60, 0, n));
    bench.model.receive(0, joined(frames));
    bench.clock.advance(200);
    expect(bench.framesOf(1).length).toBeLessThan(5);
    bench.model.setLineSpeed(0);
    bench.clock.advance(200);
    expect(bench.framesOf(1)).toEqual(frames.map(hex));
  });
});
