import { beforeEach, describe, expect, it } from "vitest";
import { Board, Scheduler } from "#board";
import { encodeJson, type NmpMethod, type TraceAnswer, type WorkerStatus } from "#protocol";
import { nodeSealedCrypto, sha256Hex } from "#protocol/node";
import { ManualHost } from "../../support/manual-host.ts";

const PROGRAM = new TextEncoder().encode("for i = 1, 9 do __vnetos.sleep(1) end");
const sha256 = sha256Hex(PROGRAM);

describe("traces on a node", () => {
  let host: ManualHost;
  let board: Board;
  let session: string;

  const ask = async (method: NmpMethod, target: string, body?: object | Uint8Array) => {
    const [path = "", query = ""] = target.split("?");
    const bytes = body instanceof Uint8Array ? body : body ? encodeJson(body) : new Uint8Array();
    const answer = await board.handle({
      ...{ method, path, query: Object.fromEntries(new URLSearchParams(query)), session },
      body: bytes,
    });
    const text = Buffer.from(answer.body).toString();
    return { status: answer.status, value: text === "" ? undefined : JSON.parse(text) };
  };
  const make = (traceRecords?: number) =>
    ask("POST", "/nmp/workers", { program: sha256, name: "w", traceRecords });
  const trace = (id: number, query = "") => ask("GET", `/nmp/workers/${id}/trace${query}`);

  beforeEach(async () => {
    host = new ManualHost();
    await host.advance(77);
    board = new Board({
      ...{ name: "b0", firmware: "0", host, wires: [], scheduler: new Scheduler(host) },
      crypto: { ...nodeSealedCrypto, sha256: sha256Hex },
      limits: { traceRecords: 20 },
    });
    session = "";
    session = (await ask("POST", "/nmp/session", { nmp: 1, client: "test" })).value.session;
    await ask("PUT", `/nmp/programs/${sha256}`, PROGRAM);
  });

  it("stay when their worker has ended, in the node's own time", async () => {
    await host.advance(23);
    const { id } = (await make(5)).value as WorkerStatus;
    await host.advance(50);
    const { value } = await trace(id, "?names=0&records=7");
    expect(value as TraceAnswer).toEqual({
      ...{ capacity: 5, recorded: 9, nameCount: 1, names: [""], failed: [], first: 7 },
      records: [
        [6, 30_000, 31_000, 0, 0, 0],
        [6, 31_000, 32_000, 0, 0, 0],
      ],
    });
    expect(((await trace(id)).value as TraceAnswer).first).toBe(4);
    expect((await ask("GET", "/nmp/clock")).value).toEqual({ us: 73_000 });
  });

  it("are refused of workers that have none, and of none", async () => {
    const { id } = (await make()).value as WorkerStatus;
    expect((await trace(id)).value).toMatchObject({ error: { code: "not-found" } });
    expect((await trace(99)).value).toMatchObject({ error: { code: "no-such-worker" } });
    expect((await trace(id, "?names=-1")).value).toMatchObject({ error: { code: "bad-request" } });
  });

  it("share the node's room: those of ended workers make place, the oldest first", async () => {
    const ids: number[] = [];
    for (const records of [8, 8, 10]) {
      ids.push(((await make(records)).value as WorkerStatus).id);
      await host.advance(20);
    }
    const states = await Promise.all(ids.map(async (id) => (await trace(id)).status));
    expect(states).toEqual([404, 200, 200]);
  });

  it("take nothing from workers that run, and from nobody where it would not do", async () => {
    const ended = ((await make(8)).value as WorkerStatus).id;
    await host.advance(20);
    const running = ((await make(8)).value as WorkerStatus).id;
    const refused = await make(13);
    expect(refused.status).toBe(429);
    expect(refused.value.error.message).toBe(
      "a trace of 13 records: node b0 has room for 12 of 20",
    );
    expect((await trace(ended)).status).toBe(200);
    expect((await trace(running)).status).toBe(200);
    expect((await make(12)).status).toBe(200);
    expect((await trace(ended)).status).toBe(404);
    expect((await trace(running)).status).toBe(200);
  });
});
