import { describe, expect, test } from "vitest";
import { encodeFrame, type LinkFrame } from "#protocol";
import { Simulation } from "../../support/simulation.ts";
import type { SeededRandom } from "../../support/simulation-random.ts";
import { allPairs } from "../../support/simulation-traffic.ts";

/** A well-formed frame with values out of the blue, often ones that mean something here. */
function wildFrame(random: SeededRandom): Uint8Array {
  const pick = <T>(...values: readonly [T, ...T[]]) => values[random.below(values.length)] as T;
  const word = () => pick(0, 1, 2, 31, 32, 65_535, random.below(65_536));
  const to = 1 + random.below(3);
  const from = 1 + ((to + random.below(2)) % 3);
  const addressed = { to, from: from === to ? 200 : from, hops: pick(0, 1, 32, 255) };
  const head = { ...addressed, channel: pick(1, 2, 3, 4, 1 + random.below(65_535)) };
  const tagged = { ...head, tag: word(), seq: word() };
  const incarnation = 1 + random.below(65_535);
  const frame = pick<LinkFrame>(
    { type: "open", ...head, incarnation, credit: word() },
    { type: "accept", ...head, incarnation, peerIncarnation: incarnation, credit: word() },
    { type: "data", ...tagged, flags: 3, total: 2, reason: 0, next: 0, bytes: Uint8Array.of(1, 2) },
    {
      type: "data",
      ...tagged,
      flags: 1,
      total: 2 ** 31,
      reason: 0,
      next: 0,
      bytes: Uint8Array.of(1),
    },
    { type: "data", ...tagged, flags: 0, total: 0, reason: 0, next: 0, bytes: Uint8Array.of(9) },
    { type: "data", ...tagged, flags: 4, total: 0, reason: 1, next: 3, bytes: new Uint8Array() },
    { type: "ack", ...tagged, bitmap: random.below(2 ** 32), credit: word() },
    { type: "reset", ...tagged, reason: 1 + random.below(5) },
    { type: "keepalive", ...head, tag: word() },
    { type: "probe", ...addressed, id: word(), replyLabel: random.below(7) },
    { type: "probeReply", ...addressed, id: word() },
  );
  return encodeFrame(frame, 1 + random.below(6));
}

describe("bytes that no board has sent", () => {
  test("garbage between frames: never a throw, and every message arrives", () => {
    for (const seed of [601, 602]) {
      const simulation = new Simulation({ seed, boards: 3 });
      const traffic = allPairs(simulation, { messages: 40 });
      const spoil = () => {
        const { wires } = simulation.board(simulation.random.below(3));
        wires[simulation.random.below(2)]?.inject(
          simulation.random.bytes(simulation.random.below(400)),
        );
        if (!traffic.isOver) simulation.clock.after(0.5, spoil);
      };
      spoil();
      expect(
        simulation.run(20_000, () => traffic.isOver),
        `seed ${seed}`,
      ).toBe(true);
      expect(traffic.check(), `seed ${seed}`).toEqual([]);
    }
  });

  test("well-formed frames with wild values: no throw, no false message, and it goes on afterwards", () => {
    for (const seed of [611, 612, 613]) {
      const simulation = new Simulation({ seed, boards: 3 });
      const traffic = allPairs(simulation, { messages: 60 });
      for (let i = 0; i < 1_500; i++) {
        const { wires } = simulation.board(simulation.random.below(3));
        wires[simulation.random.below(2)]?.inject(wildFrame(simulation.random));
        simulation.run(0.1);
      }
      expect(
        simulation.run(60_000, () => traffic.isOver),
        `seed ${seed}`,
      ).toBe(true);
      // A frame with the right tag by chance may break a connection: an error, not a wrong message.
      const faults = traffic.check().filter((fault) => !fault.includes("was acknowledged"));
      expect(faults, `seed ${seed}`).toEqual([]);
    }
  });
});
