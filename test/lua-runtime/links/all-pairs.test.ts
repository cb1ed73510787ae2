import { describe, expect, test } from "vitest";
import { Simulation, type Topology } from "../../support/simulation.ts";
import { allPairs } from "../../support/simulation-traffic.ts";

const CASES: readonly { boards: number; topology: Topology; ber: number; messages: number }[] = [
  { boards: 2, topology: "full", ber: 0, messages: 40 },
  { boards: 2, topology: "full", ber: 1e-5, messages: 100 },
  { boards: 2, topology: "full", ber: 1e-4, messages: 100 },
  { boards: 2, topology: "full", ber: 1e-3, messages: 60 },
  { boards: 3, topology: "full", ber: 1e-4, messages: 40 },
  { boards: 3, topology: "ring", ber: 1e-3, messages: 30 },
  { boards: 5, topology: "ring", ber: 1e-4, messages: 20 },
  { boards: 8, topology: "full", ber: 0, messages: 10 },
  { boards: 8, topology: "full", ber: 1e-4, messages: 10 },
  { boards: 8, topology: "ring", ber: 0, messages: 10 },
  { boards: 8, topology: "ring", ber: 1e-4, messages: 10 },
];

describe("all pairs of boards talk both ways", () => {
  for (const [index, { boards, topology, ber, messages }] of CASES.entries()) {
    const seed = 100 + index;
    test(`${boards} boards, ${topology}, bit errors ${ber} (seed ${seed})`, () => {
      const simulation = new Simulation({ seed, boards, topology, cable: { ber } });
      const traffic = allPairs(simulation, { messages });
      const over = simulation.run(60_000, () => traffic.isOver);
      expect(over, `seed ${seed}: all is settled`).toBe(true);
      expect(traffic.check(), `seed ${seed}`).toEqual([]);
      expect(traffic.delivered, `seed ${seed}`).toBe(boards * (boards - 1) * messages);
    });
  }
});
