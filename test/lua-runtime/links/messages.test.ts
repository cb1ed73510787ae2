import { describe, expect, test } from "vitest";
import { Simulation } from "../../support/simulation.ts";
import { allPairs, Traffic } from "../../support/simulation-traffic.ts";

describe("messages of all sizes", () => {
  test("empty, around the size of a fragment, and over 64 kB", () => {
    for (const ber of [0, 1e-4]) {
      const seed = 400;
      const simulation = new Simulation({ seed, boards: 2, cable: { ber } });
      const [a, b] = [simulation.worker(0, ["p"]), simulation.worker(1, ["q"])];
      simulation.connect({ board: 0, port: "p" }, { board: 1, port: "q" });
      for (const bytes of [0, 1, 108, 109, 232, 233, 234, 470, 471, 65_537, 262_144]) {
        const message = simulation.random.bytes(bytes);
        const sent = simulation.send(0, "p", a, message);
        simulation.run(5_000, () => sent.state !== "waiting");
        expect(sent, `seed ${seed}, ${bytes} bytes`).toMatchObject({ state: "done" });
        const arrival = b.take();
        const text = arrival?.kind === "message" ? arrival.text : undefined;
        expect(text && Buffer.compare(text, message), `${bytes} bytes`).toBe(0);
      }
    }
  });

  test("one that is too large is refused at once, with its size and the limit", () => {
    const simulation = new Simulation({ seed: 401, boards: 2, messageBytes: 1_000 });
    const a = simulation.worker(0, ["p"]);
    simulation.worker(1, ["q"]);
    simulation.connect({ board: 0, port: "p" }, { board: 1, port: "q" });
    const sent = simulation.send(0, "p", a, new Uint8Array(1_001));
    simulation.run(0);
    expect(sent.error).toMatchObject({ code: "too-large" });
    expect(sent.error?.message).toMatch(/1001 .*1000 /);
  });

  test("one over the receiver's limit fails for its sender, and the next goes on", () => {
    const simulation = new Simulation({ seed: 402, boards: 2, cable: { ber: 1e-4 } });
    const a = simulation.worker(0, ["p"]);
    Object.assign(simulation.options, { messageBytes: 1_000 });
    simulation.reboot(1);
    const b = simulation.worker(1, ["q"]);
    simulation.connect({ board: 0, port: "p" }, { board: 1, port: "q" });
    const sent = [5_000, 900, 30_000, 12].map((bytes) =>
      simulation.send(0, "p", a, new Uint8Array(bytes)),
    );
    simulation.run(3_000);
    expect(sent.map(({ error }) => error?.code)).toEqual([
      "too-large",
      undefined,
      "too-large",
      undefined,
    ]);
    expect([b.take(), b.take(), b.take()]).toMatchObject([
      { text: { length: 900 } },
      { text: { length: 12 } },
      undefined,
    ]);
  });

  test("large ones both ways between all boards of a ring", () => {
    const seed = 403;
    const simulation = new Simulation({ seed, boards: 5, topology: "ring" });
    const traffic = allPairs(simulation, { messages: 2, leastBytes: 20_000, mostBytes: 40_000 });
    expect(
      simulation.run(60_000, () => traffic.isOver),
      `seed ${seed}`,
    ).toBe(true);
    expect(traffic.check(), `seed ${seed}`).toEqual([]);
    expect(traffic.streams.flatMap(({ errors }) => [...errors])).toEqual([]);
  });

  test("many connections between two boards", () => {
    const seed = 404;
    const simulation = new Simulation({ seed, boards: 2, cable: { ber: 1e-5 } });
    const traffic = new Traffic(simulation);
    for (let i = 0; i < 150; i++) {
      const [a, b] = [simulation.worker(0, [`a${i}`]), simulation.worker(1, [`b${i}`])];
      traffic.drain(b);
      simulation.connect({ board: 0, port: `a${i}` }, { board: 1, port: `b${i}` });
      traffic.stream({ board: 0, port: `a${i}`, inbox: a }, { messages: 5, mostBytes: 300 });
    }
    expect(
      simulation.run(20_000, () => traffic.isOver),
      `seed ${seed}`,
    ).toBe(true);
    expect(traffic.check(), `seed ${seed}`).toEqual([]);
    expect(traffic.delivered).toBe(750);
  });
});
