import { expect, test } from "vitest";
import { Simulation } from "../../support/simulation.ts";
import { allPairs } from "../../support/simulation-traffic.ts";

function traceOf(seed: number): readonly string[] {
  const simulation = new Simulation({ seed, boards: 4, topology: "ring", cable: { ber: 1e-4 } });
  const traffic = allPairs(simulation, { messages: 10 });
  simulation.run(30);
  simulation.cable(2, 1, { cut: true });
  simulation.run(300);
  simulation.cable(2, 1, { cut: false });
  simulation.run(10_000, () => traffic.isOver);
  return simulation.trace;
}

test("the same seed gives the same trace, another seed another", () => {
  const trace = traceOf(501);
  expect(trace.length).toBeGreaterThan(200);
  expect(traceOf(501)).toEqual(trace);
  expect(traceOf(502)).not.toEqual(trace);
});

test("nothing runs while nothing is connected", () => {
  const simulation = new Simulation({ seed: 503, boards: 2 });
  const [a, b] = [simulation.worker(0, ["p"]), simulation.worker(1, ["q"])];
  expect(simulation.clock.pending).toBe(0);
  simulation.connect({ board: 0, port: "p", owner: a }, { board: 1, port: "q", owner: b });
  simulation.send(0, "p", a, Uint8Array.of(1));
  simulation.run(100);
  simulation.board(0).ports.release(a);
  simulation.board(1).ports.release(b);
  simulation.run(5_000);
  expect(simulation.clock.pending).toBe(0);
});
