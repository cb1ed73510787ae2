import { describe, expect, test } from "vitest";
import { Alarms } from "../../../lua-runtime/src/links/alarms.ts";
import { LossEstimate } from "../../../lua-runtime/src/links/loss-estimate.ts";
import { RoundTrip } from "../../../lua-runtime/src/links/round-trip.ts";
import { SimulatedClock } from "../../support/simulation-clock.ts";
import { SeededRandom } from "../../support/simulation-random.ts";

describe("Alarms", () => {
  test("ring in time and in order, later when set later, never when cleared", () => {
    const clock = new SimulatedClock();
    const alarms = new Alarms(clock.host(new SeededRandom(1)));
    const rung: string[] = [];
    const [a, b, c] = ["a", "b", "c"].map((name) =>
      alarms.make(() => void rung.push(`${name} ${clock.now}`)),
    );
    a?.set(30);
    b?.set(10);
    c?.set(20);
    b?.set(40);
    c?.clear();
    clock.run(1_000);
    expect(rung).toEqual(["a 30", "b 40"]);
    expect(clock.pending).toBe(0);
    a?.set(2_000);
    alarms.stop();
    clock.run(3_000);
    expect(rung).toHaveLength(2);
  });
});

describe("LossEstimate", () => {
  test("fragments are as long as they can be on a good line, short on a bad one, and long again", () => {
    const loss = new LossEstimate();
    for (let i = 0; i < 100; i++) loss.arrived(255);
    expect(loss.fragmentBytes).toBe(237);
    for (let i = 0; i < 400; i++) i % 2 === 0 ? loss.lost(100) : loss.arrived(100);
    expect(loss.fragmentBytes).toBeLessThan(64);
    for (let i = 0; i < 2_000; i++) loss.arrived(100);
    expect(loss.fragmentBytes).toBe(237);
  });
});

describe("RoundTrip", () => {
  test("waits between 20 and 500 ms, longer for every miss, and short again with a sample", () => {
    const trip = new RoundTrip();
    expect(trip.timeoutMs).toBe(100);
    for (let i = 0; i < 20; i++) trip.sample(1);
    expect(trip.timeoutMs).toBe(20);
    trip.backOff();
    expect(trip.timeoutMs).toBe(40);
    for (let i = 0; i < 9; i++) trip.backOff();
    expect(trip.timeoutMs).toBe(500);
    trip.sample(1);
    expect(trip.timeoutMs).toBe(20);
    for (let i = 0; i < 100; i++) trip.sample(300);
    expect(trip.timeoutMs).toBeGreaterThanOrEqual(300);
  });
});
