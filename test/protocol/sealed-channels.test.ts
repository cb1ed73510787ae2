import { describe, expect, it } from "vitest";
import {
  CHANNEL_LIFE_MS,
  HELLO_LIFE_MS,
  type NmpRequest,
  SEALED_CHANNELS,
  SealedClient,
  SealedNode,
} from "#protocol";
import { nodeSealedCrypto as crypto } from "#protocol/node";
import { refusalOf } from "../support/refusal.ts";

const key = crypto.random(32);
const INFO: NmpRequest = { method: "GET", path: "/nmp/info", query: {}, body: new Uint8Array(0) };

/** A node, its clock, and clients that know its key. */
function lab() {
  const clock = { ms: 0 };
  const node = new SealedNode({ key, crypto, now: () => clock.ms });
  const greet = () => {
    const client = new SealedClient({ key, crypto });
    client.onHelloAnswer(node.onHello(client.hello()));
    return client;
  };
  const ask = (client: SealedClient) => {
    const { bytes, counter } = client.sealRequest(INFO);
    const sealed = node.openRequest(bytes).seal({ status: 200, body: bytes.slice(0, 4) });
    return client.openResponse(sealed, counter).status;
  };
  const greetAndAsk = () => {
    const client = greet();
    ask(client);
    return client;
  };
  const stranger = () => new SealedClient({ key: crypto.random(32), crypto });
  return { clock, node, greet, ask, greetAndAsk, stranger };
}

describe("a node's channels", () => {
  it("are not taken by hellos without the key, however many", () => {
    const { node, ask, greetAndAsk, stranger } = lab();
    const clients = Array.from({ length: SEALED_CHANNELS }, greetAndAsk);
    for (let i = 0; i < 1000; i++) node.onHello(stranger().hello());
    expect(clients.map(ask)).toEqual(clients.map(() => 200));
    expect(node.channels).toEqual({ greeted: SEALED_CHANNELS, proven: SEALED_CHANNELS });
  });

  it("the one used longest ago gives way to a client that has the key", () => {
    const { ask, greetAndAsk } = lab();
    const first = greetAndAsk();
    const second = greetAndAsk();
    for (let i = 2; i < SEALED_CHANNELS; i++) greetAndAsk();
    ask(first);
    greetAndAsk();
    expect(ask(first)).toBe(200);
    expect(refusalOf(() => ask(second)).code).toBe("no-channel");
  });

  it("end when they are not used, and a hello that nothing follows sooner", () => {
    const { clock, ask, greet, greetAndAsk } = lab();
    const proven = greetAndAsk();
    const greeted = greet();
    clock.ms = HELLO_LIFE_MS + 1;
    expect(refusalOf(() => ask(greeted)).code).toBe("no-channel");
    expect(ask(proven)).toBe(200);
    clock.ms += CHANNEL_LIFE_MS;
    expect(ask(proven)).toBe(200);
    clock.ms += CHANNEL_LIFE_MS + 1;
    expect(refusalOf(() => ask(proven)).code).toBe("no-channel");
  });

  it("serve again after a new hello", () => {
    const { clock, node, ask, greetAndAsk } = lab();
    const client = greetAndAsk();
    clock.ms = CHANNEL_LIFE_MS + 1;
    expect(refusalOf(() => ask(client)).code).toBe("no-channel");
    client.onHelloAnswer(node.onHello(client.hello()));
    expect(ask(client)).toBe(200);
  });

  it("do not open for a client of another key, which sees it at the hello already", () => {
    const { node, stranger } = lab();
    const client = stranger();
    const answer = node.onHello(client.hello());
    expect(refusalOf(() => client.onHelloAnswer(answer)).code).toBe("wrong-key");
    expect(refusalOf(() => client.sealRequest(INFO)).code).toBe("no-channel");
  });

  it("do not open what was sealed for another channel", () => {
    const { node, greetAndAsk } = lab();
    const [a, b] = [greetAndAsk(), greetAndAsk()];
    const forged = a.sealRequest(INFO).bytes;
    forged.set(b.sealRequest(INFO).bytes.subarray(0, 4));
    expect(refusalOf(() => node.openRequest(forged)).code).toBe("wrong-key");
  });

  it("take no answer to a hello that was not said, nor the same answer twice", () => {
    const { node } = lab();
    const client = new SealedClient({ key, crypto });
    const answer = node.onHello(client.hello());
    client.onHelloAnswer(answer);
    expect(refusalOf(() => client.onHelloAnswer(answer)).code).toBe("bad-request");
  });

  it("let in none of 10,000 replayed and 10,000 forged messages", () => {
    const { node, greetAndAsk } = lab();
    const client = greetAndAsk();
    const recorded = client.sealRequest(INFO).bytes;
    node.openRequest(recorded);
    const codes = new Set<string>();
    for (let i = 0; i < 10_000; i++) {
      codes.add(refusalOf(() => node.openRequest(recorded)).code);
      const forged = recorded.slice();
      forged.set(crypto.random(16), forged.length - 16);
      forged[11] = i & 255;
      codes.add(refusalOf(() => node.openRequest(forged)).code);
    }
    expect([...codes].sort()).toEqual(["replayed", "wrong-key"]);
  });
});
