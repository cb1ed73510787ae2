import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it } from "vitest";
import { type BoardSettings, SerialSetup } from "#flash";
import { DEFAULT_LIMITS, type NmpRequest, type SetupAnswer } from "#protocol";
import { type FakeAnswer, FakeSerialBoard } from "../../support/fake-serial-board.ts";
import { lackOf } from "../../support/firmware.ts";

const KEY = "0f".repeat(32);
const SETTINGS: BoardSettings = {
  name: "b1",
  key: KEY,
  wifi: { name: "lab", password: "long enough" },
};
const INFO = {
  nmp: 1,
  kind: "esp32",
  name: "b1",
  firmware: "1.0",
  lua: "Lua 5.4",
  bootId: "b".repeat(16),
  sealed: true,
  limits: DEFAULT_LIMITS,
  capabilities: [],
  uptimeMs: 1,
};
const SETUP: SetupAnswer = { name: "b1", sealed: true, wifi: "up", url: "http://10.0.0.9" };
const never = new AbortController().signal;

/** A board that answers the three requests with these, or in words of its own. */
function answers(info: object, setup: object, sealed: FakeAnswer) {
  return ({ method, path }: NmpRequest): FakeAnswer => {
    if (path === "/nmp/info") return [200, info];
    if (path === "/nmp/sealed") return sealed;
    return method === "GET" ? [200, setup] : [204];
  };
}

const suite = () => {
  const folder = mkdtempSync(join(tmpdir(), "vnetos-setup-"));
  let board: FakeSerialBoard | undefined;
  let number = 0;
  afterEach(() => board?.end());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function plug(answer: (request: NmpRequest) => FakeAnswer): Promise<string> {
    board = new FakeSerialBoard(answer);
    const port = join(folder, `tty${number++}`);
    await board.open(port);
    return port;
  }
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error) => error,
    );

  it("writes name, key and Wi-Fi, and tells which start ends with that", async () => {
    const port = await plug(answers(INFO, SETUP, undefined));
    board?.say("rst:0x1 (POWERON_RESET),boot:0x13 (SPI_FAST_FLASH_BOOT)\r\n");
    expect(await new SerialSetup().write(port, SETTINGS, never)).toBe(INFO.bootId);
    const body = board?.requests.at(-1)?.body ?? new Uint8Array(0);
    expect(JSON.parse(Buffer.from(body).toString())).toEqual(SETTINGS);
  });

  it("says so when the board does not get into the Wi-Fi, with what to do and without the password", async () => {
    const setup = { ...SETUP, wifi: "failed", reason: "wrong password" };
    const port = await plug(answers(INFO, setup, undefined));
    const error = await refusal(new SerialSetup().verify(port, SETTINGS, "a".repeat(16), never));
    expect(error.message).toBe(
      'b1 does not get into the Wi-Fi "lab": wrong password: check its name and password',
    );
    expect(error.code).toBe("unreachable");
  });

  it("waits for a Wi-Fi that is being joined, and for the start", async () => {
    let asked = 0;
    const port = await plug((request) => {
      asked++;
      const info = { ...INFO, bootId: (asked < 3 ? "a" : "b").repeat(16) };
      const setup = { ...SETUP, wifi: asked < 9 ? "joining" : "failed", reason: "in the end" };
      return answers(info, setup, undefined)(request);
    });
    const error = await refusal(new SerialSetup().verify(port, SETTINGS, "a".repeat(16), never));
    expect(error.message).toContain("in the end");
    expect(asked).toBeGreaterThanOrEqual(9);
  });

  it("says so when the board has another key than it was given", async () => {
    const refused = [
      401,
      { error: { code: "wrong-key", message: "the seal does not fit" } },
    ] as const;
    const port = await plug(answers(INFO, SETUP, refused));
    const error = await refusal(new SerialSetup().verify(port, SETTINGS, "a".repeat(16), never));
    expect(error.code).toBe("wrong-key");
    expect(error.message).toContain("the seal does not fit");
  });

  it("says so when the board speaks another version", async () => {
    const port = await plug(answers({ ...INFO, nmp: 2 }, SETUP, undefined));
    const error = await refusal(new SerialSetup().info(port, never));
    expect(error.code).toBe("unsupported-version");
    expect(error.message).toMatch(/speaks NMP 2, this gateway speaks NMP 1: flash it with --again/);
  });

  it("gives the board's own refusal of a set-up", async () => {
    const refused = [
      409,
      { error: { code: "conflict", message: "node b1 can keep no set-up" } },
    ] as const;
    const port = await plug(({ method }) => (method === "GET" ? [200, INFO] : refused));
    const error = await refusal(new SerialSetup().write(port, SETTINGS, never));
    expect([error.code, error.message]).toEqual(["conflict", "node b1 can keep no set-up"]);
  });

  it("gives up on a port where nothing answers when it is told to", async () => {
    const port = await plug(() => undefined);
    const error = await refusal(new SerialSetup().info(port, AbortSignal.timeout(300)));
    expect(error.code).toBe("closed");
  });

  it("says so when there is no such port", async () => {
    const error = await refusal(new SerialSetup().info(join(folder, "none"), never));
    expect(error.code).toBe("unreachable");
    expect(error.message).toMatch(/none: there is no such port: is the board plugged in\?/);
  });
};

const lack = lackOf("native");
if (lack === undefined || process.env.CI === "true") describe("set-up over a serial line", suite);
else describe.skip(`set-up over a serial line: ${lack}`, suite);
