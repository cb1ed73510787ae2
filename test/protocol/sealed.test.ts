import { describe, expect, it } from "vitest";
import {
  encodeRequest,
  encodeResponse,
  type NmpRequest,
  ReplayWindow,
  SealedClient,
  SealedNode,
} from "#protocol";
import { nodeSealedCrypto } from "#protocol/node";
import { refusalOf } from "../support/refusal.ts";
import { bytesOf, hexOf, readVectors } from "../support/vectors.ts";

interface Exchange {
  counter: number;
  request: Record<string, unknown> & { body: string; session: string | null };
  inner: string;
  bytes: string;
  response: { status: number; body: string };
  responseInner: string;
  responseBytes: string;
}

const v = readVectors<{
  key: string;
  clientNonce: string;
  nodeNonce: string;
  channelRandom: string;
  hello: unknown;
  helloAnswer: { channel: string };
  requests: Exchange[];
  node: { name: string; bytes: string; error?: string; counter?: number; inner?: string }[];
  client: { name: string; bytes: string; error: string }[];
  refuseHello: { name: string; hello: unknown; error: string }[];
  refuseHelloAnswer: { name: string; answer: unknown; error: string }[];
  windows: { name: string; takes: [number, boolean][] }[];
}>("sealed");

/** Random bytes in the order in which the vectors use them. */
function cryptoWith(...randoms: string[]): typeof nodeSealedCrypto {
  const left = randoms.map(bytesOf);
  return { ...nodeSealedCrypto, random: () => left.shift() ?? new Uint8Array(0) };
}

function pair(): { client: SealedClient; node: SealedNode } {
  const key = bytesOf(v.key);
  const client = new SealedClient({ key, crypto: cryptoWith(v.clientNonce) });
  const crypto = cryptoWith(v.nodeNonce, v.channelRandom);
  const node = new SealedNode({ key, crypto, now: () => 0 });
  client.onHelloAnswer(node.onHello(client.hello()));
  return { client, node };
}

function requestOf({ request }: Exchange): NmpRequest {
  const { session, requestId, ...rest } = request;
  const names = { session: session ?? undefined, requestId: (requestId as string) ?? undefined };
  return { ...rest, ...names, body: bytesOf(request.body) } as unknown as NmpRequest;
}

describe("hello", () => {
  it("has exactly these fields both ways", () => {
    const key = bytesOf(v.key);
    const client = new SealedClient({ key, crypto: cryptoWith(v.clientNonce) });
    const crypto = cryptoWith(v.nodeNonce, v.channelRandom);
    expect(client.hello()).toEqual(v.hello);
    expect(new SealedNode({ key, crypto, now: () => 0 }).onHello(v.hello)).toEqual(v.helloAnswer);
    client.onHelloAnswer(v.helloAnswer);
    expect(client.ready).toBe(true);
  });

  it.each(v.refuseHello)("node refuses: $name", ({ hello, error }) => {
    const { node } = pair();
    expect(refusalOf(() => node.onHello(hello)).code).toBe(error);
  });

  it.each(v.refuseHelloAnswer)("client refuses: $name", ({ answer, error }) => {
    const client = new SealedClient({ key: bytesOf(v.key), crypto: cryptoWith(v.clientNonce) });
    client.hello();
    expect(refusalOf(() => client.onHelloAnswer(answer)).code).toBe(error);
    expect(client.ready).toBe(false);
  });
});

describe("requests", () => {
  it("are sealed to exactly these bytes, and their answers", () => {
    const { client, node } = pair();
    for (const exchange of v.requests) {
      const request = requestOf(exchange);
      expect(hexOf(encodeRequest(request))).toBe(exchange.inner);
      const { bytes, counter } = client.sealRequest(request);
      expect({ bytes: hexOf(bytes), counter }).toEqual({
        bytes: exchange.bytes,
        counter: exchange.counter,
      });
      const opened = node.openRequest(bytes);
      expect(opened.request).toEqual(request);
      const response = { status: exchange.response.status, body: bytesOf(exchange.response.body) };
      expect(hexOf(encodeResponse(response))).toBe(exchange.responseInner);
      const sealed = opened.seal(response);
      expect(hexOf(sealed)).toBe(exchange.responseBytes);
      expect(client.openResponse(sealed, counter)).toEqual(response);
    }
  });

  it("are opened or refused by a node in this order", () => {
    const { node } = pair();
    const outcomes = v.node.map(({ name, bytes }) => ({
      name,
      ...outcomeOf(node, bytesOf(bytes)),
    }));
    const wanted = v.node.map(({ bytes: _, counter: __, ...rest }) => rest);
    expect(outcomes).toEqual(wanted);
  });

  it.each(v.client)("answer refused by the client: $name", ({ bytes, error }) => {
    const { client } = pair();
    expect(refusalOf(() => client.openResponse(bytesOf(bytes), 1)).code).toBe(error);
  });

  it("open at no other place when any one bit is changed", () => {
    const { node } = pair();
    const good = bytesOf((v.requests[0] as Exchange).bytes);
    for (let bit = 0; bit < 8 * good.length; bit++) {
      const changed = good.slice();
      changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(["wrong-key", "no-channel", "bad-request"]).toContain(
        refusalOf(() => node.openRequest(changed)).code,
      );
    }
    expect(node.openRequest(good).request).toHaveProperty("method", "POST");
  });

  it("are answered once only: a second seal under one number is refused", () => {
    const { node } = pair();
    const opened = node.openRequest(bytesOf((v.requests[0] as Exchange).bytes));
    opened.seal({ status: 200, body: new Uint8Array(0) });
    expect(refusalOf(() => opened.seal({ status: 204, body: new Uint8Array(0) })).code).toBe(
      "internal",
    );
  });
});

function outcomeOf(node: SealedNode, bytes: Uint8Array): { error?: string; inner?: string } {
  try {
    const { request } = node.openRequest(bytes);
    return "code" in request ? { inner: request.code } : {};
  } catch (thrown) {
    return { error: (thrown as { code: string }).code };
  }
}

describe("replay window", () => {
  it.each(v.windows)("$name", ({ takes }) => {
    const window = new ReplayWindow();
    expect(takes.map(([counter]) => [counter, window.take(counter)])).toEqual(takes);
  });
});
