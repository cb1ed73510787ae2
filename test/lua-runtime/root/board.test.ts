import { expect, it } from "vitest";
import { Board, Scheduler } from "#board";
import { encodeJson, type NmpRequest } from "#protocol";
import { nodeSealedCrypto, sha256Hex } from "#protocol/node";
import { ManualHost } from "../../support/manual-host.ts";

it("a fault inside a board is told to its owner; who asked hears that there was one", async () => {
  const host = new ManualHost();
  const faults: unknown[] = [];
  const board = new Board({
    ...{ name: "b0", firmware: "0", host, wires: [], scheduler: new Scheduler(host) },
    crypto: { ...nodeSealedCrypto, sha256: sha256Hex },
    onFault: (error) => faults.push(error),
  });
  const open = (body: Uint8Array): NmpRequest => ({
    ...{ method: "POST", path: "/nmp/session", query: {}, body },
  });
  expect((await board.handle(open(Buffer.from("{")))).status).toBe(400);
  expect(faults).toEqual([]);
  const fault = new Error("no entropy");
  host.random = () => {
    throw fault;
  };
  const answer = await board.handle(open(encodeJson({ nmp: 1, client: "test" })));
  expect(answer.status).toBe(500);
  expect(Buffer.from(answer.body).toString()).not.toContain("entropy");
  expect(faults).toEqual([fault]);
  board.stop();
});
