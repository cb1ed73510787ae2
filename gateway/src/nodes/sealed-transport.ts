import {
  decodeJson,
  type ErrorCode,
  encodeJson,
  isErrorCode,
  type NmpRequest,
  type NmpResponse,
  SealedClient,
  type SealedCrypto,
  VnetosError,
} from "#protocol";
import { nodeSealedCrypto } from "#protocol/node";
import { Slots } from "./slots.ts";
import type { NmpTransport, RequestOptions } from "./transport.ts";

/** What a node tells without a seal. Anybody on the way could have written it, so no other code is believed. */
const CLEAR_REFUSALS: readonly ErrorCode[] = [
  "bad-request",
  "conflict",
  "forbidden",
  "limit-reached",
  "no-channel",
  "replayed",
  "too-large",
  "unsupported-version",
  "wrong-key",
];

/**
 * Commands under way at once. Numbers are given when a request is sealed, and a node takes them only a
 * little out of order: so nothing is sealed to wait in a queue.
 */
const COMMANDS_AT_ONCE = 3;

/**
 * Sealed mode around another transport. The channel is made at the first request, and anew when the
 * node has forgotten it (it rebooted, or nothing was sent for long).
 */
export class SealedTransport implements NmpTransport {
  readonly url: string;
  readonly #inner: NmpTransport;
  readonly #key: Uint8Array;
  readonly #crypto: SealedCrypto;
  readonly #commands = new Slots(COMMANDS_AT_ONCE);
  #channel: Promise<SealedClient> | undefined;

  /** @throws VnetosError `bad-request` when `key` is not 32 bytes, or all zero */
  constructor(options: { transport: NmpTransport; key: Uint8Array; crypto?: SealedCrypto }) {
    this.url = options.transport.url;
    this.#inner = options.transport;
    this.#key = options.key;
    this.#crypto = options.crypto ?? nodeSealedCrypto;
    this.#newClient(); // Refuses a bad key here rather than at the first request.
  }

  /** @throws VnetosError also `wrong-key`, `unsupported-version`, `conflict` (the node has no key) */
  async request(request: NmpRequest, options?: RequestOptions): Promise<NmpResponse> {
    if (options?.waitMs) return await this.#sealed(request, options); // Has a socket of its own.
    return await this.#commands.run(() => this.#sealed(request, options));
  }

  close(): void {
    this.#inner.close();
  }

  async #sealed(request: NmpRequest, options?: RequestOptions): Promise<NmpResponse> {
    const channel = this.#open();
    try {
      return await this.#exchange(await channel, request, options);
    } catch (thrown) {
      if (!(thrown instanceof VnetosError && thrown.code === "no-channel")) throw thrown;
      if (this.#channel === channel) this.#channel = undefined;
      return await this.#exchange(await this.#open(), request, options);
    }
  }

  /** Each channel has a client of its own: answers under way in an old channel can still be opened. */
  #open(): Promise<SealedClient> {
    if (this.#channel) return this.#channel;
    const channel = this.#greet();
    this.#channel = channel;
    channel.catch(() => {
      if (this.#channel === channel) this.#channel = undefined;
    });
    return channel;
  }

  async #greet(): Promise<SealedClient> {
    const client = this.#newClient();
    const response = await this.#post(encodeJson(client.hello()));
    client.onHelloAnswer(decodeJson(response.body));
    return client;
  }

  async #exchange(
    client: SealedClient,
    request: NmpRequest,
    options?: RequestOptions,
  ): Promise<NmpResponse> {
    const { bytes, counter } = client.sealRequest(request);
    const response = await this.#post(bytes, options);
    return client.openResponse(response.body, counter);
  }

  async #post(body: Uint8Array, options?: RequestOptions): Promise<NmpResponse> {
    const outer: NmpRequest = { method: "POST", path: "/nmp/sealed", query: {}, body };
    const response = await this.#inner.request(outer, options);
    if (response.status !== 200) throw clearRefusal(this.url, response);
    return response;
  }

  #newClient(): SealedClient {
    return new SealedClient({ crypto: this.#crypto, key: this.#key });
  }
}

function clearRefusal(url: string, response: NmpResponse): VnetosError {
  const { code, message } = errorOf(response.body);
  if (isErrorCode(code) && CLEAR_REFUSALS.includes(code))
    return new VnetosError(code, `node at ${url}: ${message}`);
  return new VnetosError(
    "wrong-key",
    `node at ${url} answers without a seal, with status ${response.status}`,
  );
}

function errorOf(body: Uint8Array): { code?: unknown; message?: unknown } {
  try {
    return (decodeJson(body) as { error?: object } | null)?.error ?? {};
  } catch {
    return {}; // Not of NMP: told by the status alone.
  }
}
