import { describe, expect, test } from "vitest";
import { Simulation } from "../../support/simulation.ts";
import { allPairs } from "../../support/simulation-traffic.ts";

function pair(seed: number) {
  const simulation = new Simulation({ seed, boards: 2 });
  const [a, b] = [simulation.worker(0, ["p"]), simulation.worker(1, ["q"], 500)];
  const channel = simulation.connect({ board: 0, port: "p" }, { board: 1, port: "q" });
  simulation.run(50);
  return { simulation, a, b, channel };
}

describe("a board starts anew", () => {
  test("what was not acknowledged fails with peer-rebooted, then a new handshake carries on", () => {
    const { simulation, a, channel } = pair(301);
    const first = simulation.send(0, "p", a, new Uint8Array(400));
    const second = simulation.send(0, "p", a, new Uint8Array(400));
    simulation.run(50);
    expect([first.state, second.state]).toEqual(["done", "waiting"]);
    simulation.reboot(1);
    const b = simulation.worker(1, ["q"]);
    simulation.connectEnd({ board: 1, port: "q" }, { board: 0, port: "p" }, channel);
    simulation.run(1_000);
    expect(second.error).toMatchObject({ code: "peer-rebooted" });
    expect(second.error?.message).toContain('"b1"');
    expect(a.take()).toMatchObject({ kind: "fault", error: { code: "peer-rebooted" } });
    const third = simulation.send(0, "p", a, Uint8Array.of(3));
    simulation.run(200);
    expect(third.state).toBe("done");
    expect(b.take()).toMatchObject({ kind: "message", text: Uint8Array.of(3) });
    expect(b.take()).toBeUndefined();
  });

  test("a receiver learns it too, though nobody sends", () => {
    const { simulation, a } = pair(302);
    simulation.reboot(1);
    simulation.run(1_500);
    expect(a.take()).toMatchObject({ kind: "fault", error: { code: "peer-rebooted" } });
  });

  test("without its end of the connection, a send fails with no-such-port", () => {
    const { simulation, a } = pair(303);
    simulation.reboot(1);
    simulation.run(1_500);
    const sent = simulation.send(0, "p", a, Uint8Array.of(1));
    simulation.run(2_500);
    expect(sent.error).toMatchObject({ code: "no-such-port" });
    expect(sent.error?.message).toContain('"b1"');
  });

  test("in the middle of traffic: no message twice, none out of order, none lost in silence", () => {
    for (const seed of [310, 311, 312, 313]) {
      const simulation = new Simulation({ seed, boards: 3, cable: { ber: 1e-5 } });
      const traffic = allPairs(simulation, { messages: 60, pauseMs: 1, mostBytes: 2_000 });
      simulation.run(20 + simulation.random.below(60));
      simulation.reboot(1);
      const inbox = simulation.worker(1, ["to-b0", "to-b2"]);
      traffic.drain(inbox);
      simulation.connectEnd({ board: 1, port: "to-b0" }, { board: 0, port: "to-b1" }, 1);
      simulation.connectEnd({ board: 1, port: "to-b2" }, { board: 2, port: "to-b1" }, 3);
      const others = traffic.streams.filter(({ id }) => id !== 1 && id !== 4);
      const over = simulation.run(30_000, () => others.every(({ isOver }) => isOver));
      expect(over, `seed ${seed}`).toBe(true);
      for (const stream of others) expect(stream.check(), `seed ${seed}`).toEqual([]);
      // Streams between the boards that stayed up see nothing of it.
      const calm = traffic.streams.filter(({ id }) => id === 2 || id === 3);
      expect(
        calm.flatMap(({ errors }) => [...errors]),
        `seed ${seed}`,
      ).toEqual([]);
    }
  });
});
