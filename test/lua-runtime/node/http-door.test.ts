import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ErrorCode, encodeJson, type NmpRequest } from "#protocol";
import { createHttpDoor } from "../../../lua-runtime/node/http-door.ts";
import { RawHttp } from "../../support/raw-http.ts";

const BODY_BYTES = 1_000;

let server: Server;
let port = 0;
let taken: NmpRequest[] = [];
const clients: RawHttp[] = [];

beforeEach(async () => {
  taken = [];
  server = createHttpDoor({
    name: "B0",
    bodyBytes: BODY_BYTES,
    handle(request) {
      taken.push(request);
      const { method, path } = request;
      if (method === "DELETE") return Promise.resolve({ status: 204, body: new Uint8Array() });
      if (path === "/sealed") return Promise.resolve({ status: 200, body: Uint8Array.of(0x80, 1) });
      return Promise.resolve({ status: 200, body: encodeJson({ method, path }) });
    },
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  port = (server.address() as AddressInfo).port;
});

afterEach(() => {
  for (const client of clients.splice(0)) client.destroy();
  server.closeAllConnections();
  server.close();
});

function newClient(): RawHttp {
  const client = new RawHttp(port);
  clients.push(client);
  return client;
}

/** A request with the right Host, header lines of its own, and a body. */
function request(line: string, headers: readonly string[] = [], body = ""): string {
  const length = body === "" ? [] : [`Content-Length: ${body.length}`];
  return `${[`${line} HTTP/1.1`, "Host: 127.0.0.1", ...length, ...headers].join("\r\n")}\r\n\r\n${body}`;
}

async function refused(text: string, status: number, code: ErrorCode): Promise<RawHttp> {
  const client = newClient();
  const answer = await client.ask(text);
  const { error } = JSON.parse(answer.body.toString()) as { error: { code: string } };
  expect([answer.status, error.code]).toEqual([status, code]);
  expect(answer.headers.get("content-type")).toBe("application/json");
  expect(answer.headers.get("cache-control")).toBe("no-store");
  expect(taken).toEqual([]);
  return client;
}

const JSON_TYPE = "Content-Type: application/json";

describe("a request", () => {
  it("reaches the root with its target, names and body", async () => {
    const headers = ["nmp-session: s1", "NMP-REQUEST: r 1", JSON_TYPE, "X-Other: 1", "X-Other: 2"];
    const answer = await newClient().ask(request("POST /nmp/x?a=1&b&a=2", headers, "{}"));
    expect(answer.status).toBe(200);
    const { body, ...head } = taken[0] as NmpRequest;
    expect(head).toEqual({
      method: "POST",
      path: "/nmp/x",
      query: { a: "2", b: "" },
      session: "s1",
      requestId: "r 1",
    });
    expect(Buffer.from(body).toString()).toBe("{}");
  });

  it("keeps its percent signs, dots and plus signs as they are", async () => {
    await newClient().ask(request("GET /nmp/%69nfo/../x?after=%31+1"));
    expect(taken[0]).toMatchObject({ path: "/nmp/%69nfo/../x", query: { after: "%31+1" } });
  });

  it.each([
    "GET nmp/info",
    "GET http://127.0.0.1/nmp/info",
    "OPTIONS *",
    `GET /${"x".repeat(512)}`,
  ])("has a target that is a short path: not %s", async (line) => {
    await refused(request(line), 400, "bad-request");
  });

  it("is refused by its path when its method is none of NMP's", async () => {
    await newClient().ask(request("PATCH /nmp/workers"));
    expect(taken[0]).toMatchObject({ method: "PATCH", path: "/nmp/workers" });
  });

  it("may expect what it likes", async () => {
    expect((await newClient().ask(request("GET /nmp/x", ["Expect: wonders"]))).status).toBe(200);
  });
});

describe("a connection", () => {
  it("is kept for the next request, after a refusal and after an empty answer too", async () => {
    const client = newClient();
    expect((await client.ask(request("GET /nmp/x"))).status).toBe(200);
    expect((await client.ask(request("GET /nmp/x", ["Origin: null"]))).status).toBe(403);
    const empty = await client.ask(request("DELETE /nmp/x"));
    expect([empty.status, empty.headers.has("content-length")]).toEqual([204, false]);
    const sealed = await client.ask(request("POST /sealed", [JSON_TYPE], "{}"));
    expect(sealed.headers.get("content-type")).toBe("application/octet-stream");
    expect([...sealed.body]).toEqual([0x80, 1]);
  });

  it("ends when the client says so", async () => {
    const client = newClient();
    await client.ask(request("GET /nmp/x", ["Connection: close"]));
    await client.closed;
  });
});

describe("who asks", () => {
  it.each(["127.0.0.1", "10.0.0.7:80", "[::1]:8080", "localhost:1", "b0", "B0.local:80"])(
    "may call the node %s",
    async (host) => {
      const answer = await newClient().ask(`GET /nmp/x HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
      expect(answer.status).toBe(200);
    },
  );

  it.each([
    "",
    "Host:\r\n",
    "Host: evil.example\r\n",
    "Host: b0.evil.example\r\n",
    "Host: ::1\r\n",
  ])("may not call it otherwise: %j", async (line) => {
    await refused(`GET /nmp/x HTTP/1.1\r\n${line}\r\n`, 403, "forbidden");
  });

  it.each(["Origin: http://127.0.0.1", "Origin: null", "Origin:"])(
    "is no page of a browser: %s",
    async (line) => {
      await refused(request("GET /nmp/x", [line]), 403, "forbidden");
    },
  );
});

describe("a body", () => {
  it("is not taken in chunks", async () => {
    const headers = ["Transfer-Encoding: chunked", JSON_TYPE];
    const client = await refused(request("POST /nmp/x", headers), 411, "length-required");
    await client.closed;
  });

  it("over the limit is refused before it comes, and the connection ends", async () => {
    const head = request("POST /nmp/x", [JSON_TYPE, `Content-Length: ${BODY_BYTES + 1}`]);
    await (await refused(head, 413, "too-large")).closed;
  });

  it("at the limit is taken", async () => {
    const text = request("POST /nmp/x", [JSON_TYPE], "x".repeat(BODY_BYTES));
    expect((await newClient().ask(text)).status).toBe(200);
    expect(taken[0]?.body.length).toBe(BODY_BYTES);
  });

  it.each([[], ["Content-Type: text/plain"], ["Content-Type: application/x-www-form-urlencoded"]])(
    "has a type that no form can send: not %s",
    async (...headers) => {
      const text = request("POST /nmp/x", headers, "{}");
      await refused(text, 415, "unsupported-media-type");
    },
  );

  it.each(["Application/JSON; charset=utf-8", "application/octet-stream"])(
    "may be %s",
    async (type) => {
      const text = request("POST /nmp/x", [`Content-Type: ${type}`], "{}");
      expect((await newClient().ask(text)).status).toBe(200);
    },
  );
});

describe("what is no request", () => {
  const head = "GET /nmp/x HTTP/1.1\r\nHost: localhost\r\n";
  it.each([
    ["another version", "GET /nmp/x HTTP/1.0\r\nHost: localhost\r\n\r\n"],
    ["a method that HTTP has not", "FETCH /nmp/x HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["a line feed alone", "GET /nmp/x HTTP/1.1\nHost: localhost\n\n"],
    ["a space before a colon", `${head}A : b\r\n\r\n`],
    ["a folded line", `${head}A: b\r\n c\r\n\r\n`],
    ["a zero byte", `${head}A: b\0c\r\n\r\n`],
    ["a long head", `${head}A: ${"x".repeat(4_200)}\r\n\r\n`],
    ["two lengths", `${head}Content-Length: 0\r\nContent-Length: 0\r\n\r\n`],
    ["a length that is no number", `${head}Content-Length: +1\r\n\r\n`],
    ["a length beside chunks", `${head}Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n`],
  ])("is refused, and the connection ends: %s", async (_name, text) => {
    await (await refused(text, 400, "bad-request")).closed;
  });

  it.each(["Host: localhost", "Nmp-Session: a", "Nmp-Request: a", "Content-Type: a/b"])(
    "has a header twice: %s",
    async (line) => {
      await refused(`${head}${line}\r\n${line}\r\n\r\n`, 400, "bad-request");
    },
  );

  it.each(["Nmp-Request:", `Nmp-Request: ${"r".repeat(65)}`, "Nmp-Request: \xe9"])(
    "has a bad request id: %s",
    async (line) => {
      await refused(request("POST /nmp/x", [line]), 400, "bad-request");
    },
  );
});
