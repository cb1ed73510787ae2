import { describe, expect, it } from "vitest";
import { Cable } from "#switch";
import { hex, joined, seeded } from "./bench-switch.ts";
import { SimulatedClock } from "./simulated-clock.ts";

function cable(seed = 1) {
  const clock = new SimulatedClock();
  const arrived: { at: number; bytes: Uint8Array }[] = [];
  let rooms = 0;
  const line = new Cable({
    ...{ clock, random: seeded(seed) },
    onBytes: (bytes) => arrived.push({ at: clock.now(), bytes }),
    onRoom: () => {
      rooms += 1;
    },
  });
  return {
    clock,
    line,
    arrived,
    rooms: () => rooms,
    all: () => joined(arrived.map(({ bytes }) => bytes)),
  };
}

const zeros = (bytes: number) => new Uint8Array(bytes);
const ones = (bytes: Uint8Array) =>
  bytes.reduce((sum, byte) => sum + byte.toString(2).replaceAll("0", "").length, 0);

describe("a cable", () => {
  it("without faults hands on the very bytes", () => {
    const { line, arrived } = cable();
    const bytes = Uint8Array.of(1, 2, 3);
    line.send(bytes);
    expect(arrived[0]?.bytes).toBe(bytes);
  });

  it("that is cut carries nothing, and what was under way is lost", () => {
    const { line, arrived, clock } = cable();
    line.setFaults({ delayMs: 5 });
    line.send(Uint8Array.of(1));
    line.setFaults({ cut: true });
    line.send(Uint8Array.of(2));
    clock.advance(100);
    line.setFaults({});
    line.send(Uint8Array.of(3));
    expect(arrived.map(({ bytes }) => hex(bytes))).toEqual(["03"]);
  });

  it.each([1e-4, 1e-3, 0.1])("flips bits at the rate %f, the same for any piece size", (ber) => {
    const inPieces = (size: number) => {
      const { line, all } = cable(7);
      line.setFaults({ ber });
      for (let at = 0; at < 50_000; at += size) line.send(zeros(size));
      return all();
    };
    const flipped = inPieces(1);
    const expected = 400_000 * ber;
    expect(Math.abs(ones(flipped) - expected)).toBeLessThan(5 * Math.sqrt(expected));
    expect(hex(inPieces(100))).toBe(hex(flipped));
    expect(hex(inPieces(50_000))).toBe(hex(flipped));
  });

  it("does not touch the sender's bytes", () => {
    const { line } = cable();
    line.setFaults({ ber: 0.1, loss: 0.2 });
    const bytes = zeros(1000);
    line.send(bytes);
    expect(ones(bytes)).toBe(0);
  });

  it("loses bytes at the rate asked for", () => {
    const { line, all } = cable();
    line.setFaults({ loss: 0.25 });
    for (let n = 0; n < 100; n += 1) line.send(zeros(1000));
    expect(Math.abs(all().length - 75_000)).toBeLessThan(700);
  });

  it("delays, keeps the order, and asks for a stop when much is under way", () => {
    const { line, arrived, clock, rooms } = cable();
    line.setFaults({ delayMs: 10 });
    expect(line.send(Uint8Array.of(1))).toBe(true);
    clock.advance(4);
    line.setFaults({ delayMs: 1 });
    expect(line.send(zeros(70_000))).toBe(false);
    clock.advance(20);
    expect(arrived.map(({ at, bytes }) => [at, bytes.length])).toEqual([
      [10, 1],
      [10, 70_000],
    ]);
    expect(rooms()).toBe(1);
  });

  it("refuses faults out of range, by name", () => {
    const { line } = cable();
    expect(() => line.setFaults({ ber: 0.2 })).toThrow("ber of a cable is 0 to 0.1, not 0.2");
    expect(() => line.setFaults({ loss: Number.NaN })).toThrow("loss of a cable");
    expect(() => line.setFaults({ delayMs: -1 })).toThrow("delayMs of a cable");
    expect(line.faults.ber).toBe(0);
  });
});
