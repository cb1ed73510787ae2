import { describe, expect, it } from "vitest";
import {
  type ByteStream,
  Cable,
  type CableState,
  ControlPort,
  identityLabels,
  planRoutes,
  SwitchDriver,
} from "#switch";
import { refusalOf } from "../support/refusal.ts";
import { BenchSwitch, frame, seeded } from "./bench-switch.ts";

/** A control line to a switch model, with a cable each way that may spoil bytes. */
class ControlLine implements ByteStream {
  readonly #toSwitch: Cable;
  #listener: (bytes: Uint8Array) => void = () => undefined;

  constructor(bench: BenchSwitch, faults: Partial<CableState>, seed: number) {
    const parts = { clock: bench.clock, random: seeded(seed) };
    const toDriver = new Cable({ ...parts, onBytes: (bytes) => this.#listener(bytes) });
    const port = new ControlPort({
      ...{ registers: bench.model.registers, clock: bench.clock },
      onSend: (bytes) => toDriver.send(bytes),
    });
    this.#toSwitch = new Cable({ ...parts, onBytes: (bytes) => port.receive(bytes) });
    this.#toSwitch.setFaults({ delayMs: 1, ...faults });
    toDriver.setFaults({ delayMs: 1, ...faults });
  }

  write(bytes: Uint8Array): void {
    this.#toSwitch.send(bytes);
  }

  onBytes(listener: (bytes: Uint8Array) => void): void {
    this.#listener = listener;
  }

  close(): void {
    this.#toSwitch.setFaults({ cut: true });
  }
}

function driven(bench: BenchSwitch, faults: Partial<CableState> = {}, seed = 1, tries = 5) {
  const stream = new ControlLine(bench, faults, seed);
  const driver = new SwitchDriver({ stream, clock: bench.clock, timeoutMs: 20, tries });
  return { driver, wait: <T>(promise: Promise<T>) => bench.clock.settle(promise) };
}

const ROUTES = planRoutes({
  boards: [
    { name: "b0", address: 1, switchPorts: [0, 1] },
    { name: "b1", address: 2, switchPorts: [2, 3] },
  ],
  edges: [["b0", "b1"]],
}).switch;

const errorOf = async (promise: Promise<unknown>) => {
  const thrown = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  return refusalOf(() => {
    throw thrown;
  });
};

describe("the driver", () => {
  it("identifies the switch, and shows what the ports carried", async () => {
    const bench = new BenchSwitch(16);
    const { driver, wait } = driven(bench);
    expect(await wait(driver.identify())).toEqual({
      ...{ id: "VNET", version: "1.0", ports: 16, ingressBytes: 256, egressBytes: 512 },
    });
    await wait(driver.loadRoutes(ROUTES));
    await wait(driver.enable([0, 1, 2, 3]));
    bench.model.setCarrier(9, false);
    bench.model.receive(0, frame(3, 60));
    bench.model.receive(0, frame(9, 60));
    const ports = await wait(driver.ports());
    expect(ports).toHaveLength(16);
    expect(ports[0]).toMatchObject({
      port: 0,
      framesIn: 2,
      bytesIn: 120,
      unrouted: 1,
      highestFill: 60,
    });
    expect(ports[2]).toMatchObject({ framesOut: 1, bytesOut: 60, connected: true });
    expect(ports[9]?.connected).toBe(false);
  });

  it("loads routes as a whole, and reads them back", async () => {
    const bench = new BenchSwitch(16);
    const { driver, wait } = driven(bench);
    await wait(driver.loadRoutes(ROUTES));
    const active = await wait(driver.readRoutes());
    expect(active.rows).toEqual(ROUTES.rows);
    expect(active.labels.slice(0, 17)).toEqual(ROUTES.labels);
    expect(active.labels.slice(17).flat()).toEqual([]);
  });

  it("does so with 100 ports, too", async () => {
    const bench = new BenchSwitch(100);
    const { driver, wait } = driven(bench);
    const rows = Array.from({ length: 100 }, (_, port) =>
      [(port * 7) % 100, 99].sort((a, b) => a - b),
    );
    const routes = { rows: rows.map((row) => [...new Set(row)]), labels: identityLabels(100) };
    await wait(driver.loadRoutes(routes));
    await wait(driver.enable(Array(100).keys()));
    expect((await wait(driver.readRoutes())).rows).toEqual(routes.rows);
    bench.model.receive(64, frame(49, 20));
    expect(bench.framesOf(48)).toHaveLength(1);
  });

  it.each([1, 2, 3, 4])(
    "gets through a line that loses and spoils bytes (seed %i)",
    async (seed) => {
      const bench = new BenchSwitch(16);
      const { driver, wait } = driven(bench, { ber: 0.0005, loss: 0.002 }, seed, 12);
      await wait(driver.loadRoutes(ROUTES));
      expect((await wait(driver.readRoutes())).rows).toEqual(ROUTES.rows);
      expect(bench.read("COMMIT")).toBeGreaterThanOrEqual(1);
      expect(bench.read("STAGED_ROWS", 0)).toBe(0b1100);
    },
  );

  it("refuses routes that the switch cannot have, before it writes any", async () => {
    const bench = new BenchSwitch(4);
    const { driver, wait } = driven(bench);
    const loading = (rows: number[][], labels: number[][] = [[], [0]]) =>
      errorOf(wait(driver.loadRoutes({ rows, labels })));
    expect(await loading([[4]])).toMatchObject({ code: "impossible-route" });
    expect((await loading([[], [1, 1]])).message).toBe("row 1 names port 1 twice");
    expect((await loading([], [[1]])).message).toContain("label 0");
    expect(bench.read("STAGE_BEGIN")).toBe(0);
  });

  it("leaves the old routes when somebody else writes between", async () => {
    const bench = new BenchSwitch(16);
    const { driver, wait } = driven(bench);
    await wait(driver.loadRoutes(ROUTES));
    const loading = errorOf(driver.loadRoutes({ ...ROUTES, rows: [[5], [5]] }));
    while (bench.read("STAGED_ROWS", 0) !== 0b10_0000) {
      bench.clock.advance(1);
      await Promise.resolve();
    }
    bench.write("STAGED_ROWS", 0b1, 7);
    expect(await wait(loading)).toMatchObject({
      ...{
        code: "conflict",
        message: "STAGED_ROWS[7] reads back as 1, not 0: the old routes stay",
      },
    });
    expect((await wait(driver.readRoutes())).rows).toEqual(ROUTES.rows);
  });

  it("tells a silent line, a foreign device, and a closed line apart", async () => {
    const bench = new BenchSwitch(4);
    const silent = driven(bench, { cut: true });
    expect(await errorOf(silent.wait(silent.driver.identify()))).toMatchObject({
      ...{ code: "unreachable", message: "the switch does not answer: 5 tries of 20 ms" },
    });
    let listener: (bytes: Uint8Array) => void = () => undefined;
    const modem: ByteStream = {
      write: () => listener(new TextEncoder().encode("ERROR\r\n")),
      onBytes: (given) => {
        listener = given;
      },
      close: () => undefined,
    };
    const foreign = new SwitchDriver({ stream: modem, clock: bench.clock });
    const error = await errorOf(bench.clock.settle(foreign.identify()));
    expect(error.code).toBe("bad-frame");
    expect(error.message).toContain(
      "answers, but is no VNetOS switch (it says 45 52 52 4f 52 0d 0a",
    );
    const closed = driven(bench);
    const waiting = errorOf(closed.driver.identify());
    closed.driver.close();
    expect((await waiting).code).toBe("closed");
    expect((await errorOf(closed.driver.identify())).code).toBe("closed");
  });
});
