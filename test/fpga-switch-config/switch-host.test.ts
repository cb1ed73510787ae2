import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ByteStream, planRoutes, SwitchDriver } from "#switch";
import {
  PROCESS_IO,
  runSwitchHost,
  type SwitchHost,
  type SwitchHostReport,
  socketPath,
} from "#switch/node";
import { frame, hex, joined } from "./bench-switch.ts";

const root = mkdtempSync(join(tmpdir(), "vnetos-switch-"));
const entry = join(root, "main.mjs");
let serial = 0;

beforeAll(async () => {
  const source = new URL("../../fpga-switch-config/node/main.ts", import.meta.url).pathname;
  await build({
    entryPoints: [source],
    bundle: true,
    platform: "node",
    format: "esm",
    outfile: entry,
  });
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

const newDir = () => mkdtempSync(join(root, `${serial++}-`));

async function plug(path: string): Promise<Socket> {
  const socket = connect(path);
  await once(socket, "connect");
  return socket;
}

const plugLink = (host: SwitchHost, port: number) => plug(host.links[port] ?? "");

/** The next `count` bytes, in hexadecimal. */
function readBytes(socket: Socket, count: number): Promise<string> {
  return new Promise((resolve) => {
    const parts: Uint8Array[] = [];
    let missing = count;
    const onData = (bytes: Uint8Array) => {
      parts.push(bytes);
      missing -= bytes.length;
      if (missing > 0) return;
      socket.off("data", onData);
      resolve(hex(joined(parts)));
    };
    socket.on("data", onData);
    socket.resume();
  });
}

function overSocket(socket: Socket): ByteStream {
  return {
    write: (bytes) => socket.write(bytes),
    onBytes: (listener) => socket.on("data", listener),
    close: () => socket.destroy(),
  };
}

const BOARDS = [0, 1].map((board) => ({
  ...{ name: `b${board}`, address: board + 1 },
  switchPorts: [2 * board, 2 * board + 1] as const,
}));
const ROUTES = planRoutes({ boards: BOARDS, edges: [["b0", "b1"]] }).switch;

async function setUp(control: string): Promise<SwitchDriver> {
  const driver = new SwitchDriver({
    stream: overSocket(await plug(control)),
    clock: PROCESS_IO.clock,
  });
  await driver.identify();
  await driver.loadRoutes(ROUTES);
  await driver.enable(Array(16).keys());
  return driver;
}

function reportOf(child: ChildProcess): Promise<SwitchHostReport> {
  return once(child, "message").then(([message]) => message as SwitchHostReport);
}

describe("a switch host in this process", () => {
  it("carries frames between two boards, and echoes come back", async () => {
    const host = await runSwitchHost({ dir: newDir(), seed: 1 });
    const driver = await setUp(host.control);
    const [a, b] = await Promise.all([plugLink(host, 0), plugLink(host, 2)]);
    const frames = joined(Array.from({ length: 5000 }, (_, n) => frame(3, 60, 0, n)));
    b.on("data", (bytes: Uint8Array) => b.write(bytes.map((byte) => (byte === 3 ? 1 : byte))));
    a.write(frames);
    const echo = joined(Array.from({ length: 5000 }, (_, n) => frame(3, 60, 0, n))).map((byte) =>
      byte === 3 ? 1 : byte,
    );
    expect(await readBytes(a, echo.length)).toBe(hex(echo));
    const ports = await driver.ports();
    expect(ports[0]).toMatchObject({ framesIn: 5000, framesOut: 5000, errors: 0, dropped: 0 });
    expect(ports.map(({ connected }) => connected).slice(0, 4)).toEqual([true, false, true, false]);
    driver.close();
    a.destroy();
    b.destroy();
    await host.close();
  });

  it("a board that reads late stops the sender and loses nothing", async () => {
    const host = await runSwitchHost({ dir: newDir() });
    const driver = await setUp(host.control);
    await driver.writeMask("DROP", []);
    const [a, b] = await Promise.all([plugLink(host, 1), plugLink(host, 3)]);
    const frames = joined(Array.from({ length: 40_000 }, (_, n) => frame(4, 100, 0, n)));
    b.pause();
    a.write(frames);
    const written = () => frames.length - a.writableLength;
    for (let before = -1; before !== written(); ) {
      before = written();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(written()).toBeLessThan(frames.length);
    expect(await readBytes(b, frames.length)).toBe(hex(frames));
    driver.close();
    a.destroy();
    b.destroy();
    await host.close();
  });

  it("a newer connection takes a port over; a cut cable carries nothing; without a board frames are dropped", async () => {
    const host = await runSwitchHost({ dir: newDir() });
    const driver = await setUp(host.control);
    const [a, old] = await Promise.all([plugLink(host, 0), plugLink(host, 2)]);
    const gone = once(old, "close");
    const b = await plugLink(host, 2);
    await gone;
    a.write(frame(3, 60, 0, 1));
    expect(await readBytes(b, 60)).toBe(hex(frame(3, 60, 0, 1)));
    host.setCable(2, { cut: true }, "to-board");
    a.write(frame(3, 60, 0, 2));
    while ((await driver.ports())[2]?.framesOut !== 2);
    host.setCable(2, {});
    a.write(frame(3, 60, 0, 3));
    expect(await readBytes(b, 60)).toBe(hex(frame(3, 60, 0, 3)));
    b.destroy();
    while ((await driver.ports())[2]?.connected);
    a.write(frame(3, 60, 0, 4));
    while ((await driver.ports())[0]?.dropped !== 1);
    expect(() => host.setCable(16, {})).toThrow("ports 0 to 15, no 16");
    driver.close();
    a.destroy();
    await host.close();
  });

  it("refuses a folder that another switch serves, and a config that is none", async () => {
    const dir = newDir();
    const host = await runSwitchHost({ dir });
    await expect(runSwitchHost({ dir })).rejects.toThrow("another process serves");
    expect(existsSync(host.control)).toBe(true);
    await host.close();
    expect(existsSync(dir)).toBe(false);
    await expect(runSwitchHost({ dir, ports: 255 })).rejects.toThrow("ports is 1 to 254, not 255");
    await expect(runSwitchHost({ dir: "here" })).rejects.toThrow(
      "dir is an absolute path, not here",
    );
    await expect(runSwitchHost({ dir: `/${"x".repeat(120)}` })).rejects.toThrow(
      "at most 103 bytes",
    );
  });

  it("finds no folder after one that ended, leaves a folder in which something else is", async () => {
    const dir = newDir();
    await (await runSwitchHost({ dir })).close();
    const host = await runSwitchHost({ dir });
    writeFileSync(join(dir, "mine"), "");
    await host.close();
    expect(readdirSync(dir)).toEqual(["mine"]);
  });

  it("has named pipes on Windows", () => {
    expect(socketPath("C:\\Temp\\run7", "port-3", "win32")).toBe("\\\\.\\pipe\\vnetos-run7-port-3");
  });
});

describe("a switch host process", () => {
  it("takes orders, and is replaced after a kill by one that finds only stale sockets", async () => {
    const dir = newDir();
    const first = fork(entry, [JSON.stringify({ dir })]);
    expect((await reportOf(first)).type).toBe("ready");
    first.send({ type: "speed", id: 1, bitsPerSecond: 1_000_000 });
    expect(await reportOf(first)).toEqual({ type: "answer", id: 1 });
    first.send({ type: "cable", id: 2, port: 3, faults: { ber: 1e-3 } });
    expect(await reportOf(first)).toEqual({ type: "answer", id: 2 });
    first.send({ type: "cable", id: 3, port: 3, faults: { ber: 7 } });
    expect(await reportOf(first)).toEqual({
      ...{ type: "answer", id: 3 },
      error: { code: "bad-request", message: "ber of a cable is 0 to 0.1, not 7" },
    });
    first.send({ type: "dance", id: 4 });
    expect(await reportOf(first)).toMatchObject({ id: 4, error: { code: "bad-request" } });
    first.kill("SIGKILL");
    await once(first, "exit");
    expect(existsSync(socketPath(dir, "control"))).toBe(true);

    const second = fork(entry, []);
    second.send({ type: "start", config: { dir } });
    const ready = await reportOf(second);
    expect(ready).toEqual({
      ...{ type: "ready", control: socketPath(dir, "control") },
      links: Array.from({ length: 16 }, (_, port) => socketPath(dir, `port-${port}`)),
    });
    const driver = await setUp(socketPath(dir, "control"));
    second.kill("SIGTERM");
    expect(await once(second, "exit")).toEqual([0, null]);
    expect(existsSync(socketPath(dir, "control"))).toBe(false);
    driver.close();
  });

  it("ends with its parent, and says why it does not start", async () => {
    const dir = newDir();
    const child = fork(entry, [JSON.stringify({ dir })]);
    await reportOf(child);
    child.disconnect();
    expect(await once(child, "exit")).toEqual([0, null]);
    expect(existsSync(dir)).toBe(false);
    const broken = fork(entry, ["{"], { silent: true });
    expect(await reportOf(broken)).toMatchObject({ type: "failed", error: { code: "bad-json" } });
    expect(await once(broken, "exit")).toEqual([1, null]);
  });
});
