import { describe, expect, test } from "vitest";
import { PEER_SILENCE_MS } from "#protocol";
import { Simulation } from "../../support/simulation.ts";
import { allPairs } from "../../support/simulation-traffic.ts";

const DURATIONS_MS = [100, 400, 1_500, 4_000, 10_000];

/** Streams that go on for a while longer than the cut. */
function planFor(cutMs: number) {
  const pauseMs = 10 + cutMs / 100;
  return { messages: Math.ceil((3 * (cutMs + 500)) / pauseMs), pauseMs, mostBytes: 2_000 };
}

describe("a cable is cut", () => {
  for (const [index, cutMs] of DURATIONS_MS.entries()) {
    const seed = 200 + index;

    test(`one of two, for ${cutMs} ms: nothing is lost (seed ${seed})`, () => {
      const simulation = new Simulation({ seed, boards: 3 });
      const traffic = allPairs(simulation, planFor(cutMs));
      simulation.run(50);
      simulation.cable(0, seed % 2, { cut: true });
      simulation.run(cutMs);
      simulation.cable(0, seed % 2, { cut: false });
      expect(
        simulation.run(30_000, () => traffic.isOver),
        `seed ${seed}`,
      ).toBe(true);
      expect(traffic.check(), `seed ${seed}`).toEqual([]);
      expect(traffic.streams.flatMap(({ errors }) => [...errors])).toEqual([]);
    });

    test(`both, for ${cutMs} ms: delivered or an error, and it goes on (seed ${seed})`, () => {
      const simulation = new Simulation({ seed, boards: 3 });
      const traffic = allPairs(simulation, planFor(cutMs));
      simulation.run(50);
      for (const link of [0, 1]) simulation.cable(0, link, { cut: true });
      simulation.run(cutMs);
      for (const link of [0, 1]) simulation.cable(0, link, { cut: false });
      expect(
        simulation.run(30_000, () => traffic.isOver),
        `seed ${seed}`,
      ).toBe(true);
      expect(traffic.check(), `seed ${seed}`).toEqual([]);
      const errors = new Set(traffic.streams.flatMap((stream) => [...stream.errors]));
      if (cutMs < PEER_SILENCE_MS) expect(errors, `seed ${seed}`).toEqual(new Set());
      else expect(errors, `seed ${seed}`).toContain("unreachable");
      // Persistent connections have come back: the last messages are through.
      for (const { fates, plan } of traffic.streams) {
        expect(fates.get(plan.messages - 1), `seed ${seed}`).toBe("done");
      }
    });
  }

  test("senders and receivers of a silent peer know it in time, and by name", () => {
    const simulation = new Simulation({ seed: 220, boards: 2 });
    const [a, b] = [simulation.worker(0, ["p"]), simulation.worker(1, ["q"])];
    simulation.connect({ board: 0, port: "p" }, { board: 1, port: "q" });
    expect(simulation.send(0, "p", a, Uint8Array.of(1)).state).toBe("waiting");
    simulation.run(700);
    simulation.allCables({ cut: true });
    const sent = simulation.send(0, "p", a, Uint8Array.of(2));
    simulation.run(PEER_SILENCE_MS + 500);
    expect(sent.error).toMatchObject({ code: "unreachable" });
    expect(sent.error?.message).toContain('"b1"');
    b.take();
    expect(b.take()).toMatchObject({ kind: "fault", port: "q", error: { code: "unreachable" } });
    expect(simulation.board(0).events).toMatchObject([{ type: "peer", peer: "b1", state: "lost" }]);
    // Sends while it is given up fail at once.
    const again = simulation.send(0, "p", a, Uint8Array.of(3));
    simulation.run(1);
    expect(again.error).toMatchObject({ code: "unreachable" });

    simulation.allCables({ cut: false });
    simulation.run(1_500);
    expect(simulation.board(0).events.at(-1)).toMatchObject({ type: "peer", state: "back" });
    const after = simulation.send(0, "p", a, Uint8Array.of(4));
    simulation.run(100);
    expect(after.state).toBe("done");
    expect(b.take()).toMatchObject({ kind: "message", text: Uint8Array.of(4) });
  });

  test("a link that is unplugged at the board carries nothing and stops nothing", () => {
    const simulation = new Simulation({ seed: 221, boards: 2 });
    const traffic = allPairs(simulation, { messages: 100, mostBytes: 2_000 });
    simulation.run(30);
    simulation.board(0).wires[0]?.plug(false);
    expect(
      simulation.run(20_000, () => traffic.isOver),
      "seed 221",
    ).toBe(true);
    expect(traffic.check()).toEqual([]);
    expect(simulation.board(0).events).toContainEqual(
      expect.objectContaining({ type: "link", link: 0, state: "down" }),
    );
  });

  test("an idle connection survives a cut link", () => {
    const simulation = new Simulation({ seed: 222, boards: 2 });
    simulation.worker(0, ["p"]);
    simulation.worker(1, ["q"]);
    simulation.connect({ board: 0, port: "p" }, { board: 1, port: "q" });
    simulation.run(1_000);
    simulation.cable(0, 0, { cut: true });
    simulation.run(20_000);
    expect(simulation.boards.flatMap(({ events }) => events)).toEqual([]);
  });
});
