import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { nativeBoard, type VariantName } from "#firmware";
import { NodeSession, SerialTransport, transportTo } from "#nodes";
import { encodeJson, type NmpRequest, parseKey, SETUP_PATH, VnetosError } from "#protocol";
import { BUILD_MS, describeVariant, environmentOf, variantsOr } from "../../support/firmware.ts";
import { eventually } from "../../support/processes.ts";
import { SerialPort } from "../../support/serial-port.ts";

const NOTHING = new Uint8Array(0);
const get = (path: string): NmpRequest => ({ method: "GET", path, query: {}, body: NOTHING });
const put = (path: string, value: unknown): NmpRequest => ({
  method: "PUT",
  path,
  query: {},
  body: encodeJson(value),
});
const json = (body: Uint8Array) => JSON.parse(Buffer.from(body).toString());

/** A native board whose serial line goes through here: bytes can be lost on the way. */
class LossyBoard {
  readonly folder = mkdtempSync(join(tmpdir(), "vnetos-serial-"));
  readonly path = join(this.folder, "tty");
  readonly settings = join(this.folder, "settings");
  /** Of so many bytes one is lost, in each direction; 0: none. */
  lossEvery = 0;
  #bytes = 0;
  #port: SerialPort | undefined;
  #line: Socket | undefined;
  #server: Server | undefined;
  #child: ChildProcess | undefined;

  async start(program: string, variant: VariantName): Promise<void> {
    const socket = join(this.folder, "line");
    this.#server = createServer((line) => {
      this.#line = line;
      line.on("data", (bytes) => this.#port?.write(this.#lose(bytes)));
      line.on("error", () => {}); // The board has ended.
    });
    await new Promise<void>((resolve) => this.#server?.listen(socket, resolve));
    const args = ["--name", "s0", "--serial", socket, "--settings", this.settings];
    this.#child = spawn(program, args, {
      stdio: ["ignore", "ignore", "inherit"],
      env: environmentOf(variant),
    });
    await eventually(() => this.#line !== undefined, "the board takes its line");
    await this.plug();
  }

  async plug(): Promise<void> {
    this.#port = await SerialPort.open(this.path, (bytes) => this.#line?.write(this.#lose(bytes)));
  }

  async unplug(): Promise<void> {
    await this.#port?.unplug();
  }

  async end(): Promise<void> {
    await this.unplug();
    this.#child?.kill("SIGKILL");
    this.#line?.destroy();
    await new Promise((resolve) => this.#server?.close(resolve) ?? resolve(undefined));
    rmSync(this.folder, { recursive: true, force: true });
  }

  #lose(bytes: Buffer): Buffer {
    if (this.lossEvery === 0) return bytes;
    return Buffer.from([...bytes].filter(() => ++this.#bytes % this.lossEvery !== 0));
  }
}

for (const variant of variantsOr(["native", "sanitized"]))
  describeVariant(variant, "a board on a serial line", () => {
    const board = new LossyBoard();
    const url = `serial:${board.path}`;
    const transport = new SerialTransport(url);

    beforeAll(async () => board.start(await nativeBoard({ variant }), variant), BUILD_MS);
    afterAll(async () => {
      transport.close();
      await board.end();
    });

    it("tells who it is, and where it is reached", async () => {
      const { status, body } = await transport.request(get("/nmp/info"));
      expect([status, json(body).name, json(body).kind]).toEqual([200, "s0", "native"]);
      const setup = await transport.request(get(SETUP_PATH));
      expect(json(setup.body)).toMatchObject({ name: "s0", sealed: false, wifi: "none" });
      expect(json(setup.body).url).toMatch(/^http:/);
    });

    it("carries a session with four requests at once, one of which waits for news", async () => {
      const session = new NodeSession({
        transport: new SerialTransport(url),
        client: "test",
        onNews() {},
      });
      transport.close();
      const info = await session.start();
      expect(info.name).toBe("s0");
      const all = await Promise.all([1, 2, 3, 4, 5, 6].map(() => session.client.stats()));
      expect(all.map(({ workers }) => workers)).toEqual(all.map(() => []));
      await session.close();
    });

    it("brings long messages over a line that loses bytes, in both directions", async () => {
      const way = new SerialTransport(url);
      const text = "x".repeat(20_000);
      board.lossEvery = 1_999;
      const { status, body } = await way.request(put(`/nmp/programs/${"0".repeat(64)}`, text));
      board.lossEvery = 0;
      way.close();
      expect([status, json(body).error.code]).toEqual([404, "no-session"]);
    });

    it("refuses what is too long, in the node's own words", async () => {
      const way = new SerialTransport(url);
      const { status, body } = await way.request(put("/nmp/network", "x".repeat(70_000)));
      way.close();
      expect([status, json(body).error.code]).toEqual([413, "too-large"]);
    });

    it("is unreachable while its port is unplugged, and there again afterwards", async () => {
      const way = new SerialTransport(url);
      await way.request(get("/nmp/info"));
      await board.unplug();
      const refused = await way.request(get("/nmp/info")).catch((error) => error);
      expect(refused).toBeInstanceOf(VnetosError);
      expect(refused.code).toBe("unreachable");
      await board.plug();
      expect((await way.request(get("/nmp/info"))).status).toBe(200);
      way.close();
    });

    it("refuses a set-up that is none, and keeps nothing of it", async () => {
      const way = new SerialTransport(url);
      const { body } = await way.request(put(SETUP_PATH, { name: "s 1", key: "0f".repeat(32) }));
      expect(json(body).error.code).toBe("bad-request");
      const { status } = await way.request({ ...get(SETUP_PATH), method: "DELETE" });
      expect(status).toBe(405);
      way.close();
    });

    it("takes name and key, starts anew with them, and takes only sealed requests then", async () => {
      const key = "0f".repeat(32);
      const way = new SerialTransport(url);
      const { status } = await way.request(put(SETUP_PATH, { name: "s1", key }));
      expect(status).toBe(204);
      await eventually(async () => {
        const { body } = await way.request(get("/nmp/info"));
        return json(body).name === "s1" && json(body).sealed;
      }, "the board under its new name");
      const plain = await way.request(get("/nmp/stats"));
      expect(json(plain.body).error.code).toBe("sealed-required");
      way.close();
      const session = new NodeSession({
        transport: transportTo(url, parseKey(key)),
        client: "test",
        onNews() {},
      });
      expect((await session.start()).name).toBe("s1");
      await session.close();
      expect(statSync(board.settings).mode & 0o777).toBe(0o600);
      expect(readFileSync(board.settings, "utf8")).toContain(key);
    });
  });
