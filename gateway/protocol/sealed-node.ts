import { VnetosError } from "./errors.ts";
import { fromHex, toHex } from "./hex.ts";
import { NMP_VERSION } from "./limits.ts";
import type { NmpRequest, NmpResponse } from "./nmp.ts";
import { ReplayWindow } from "./replay-window.ts";
import {
  CHANNEL_ID_BYTES,
  type ChannelKeys,
  decodeSealedHead,
  deriveChannelKeys,
  openMessage,
  SEALED_NONCE_BYTES,
  type SealedHead,
  sealMessage,
} from "./sealed-channel.ts";
import { checkKey, type SealedCrypto } from "./sealed-crypto.ts";
import { parseSealedHello, type SealedHelloAnswer } from "./sealed-hello.ts";
import { decodeRequest, encodeResponse } from "./sealed-message.ts";

/** Channels whose client has shown the key, and as many that wait for it: two pools, neither takes from the other. */
export const SEALED_CHANNELS = 8;
/** A hello that no sealed request has followed for this long is forgotten. */
export const HELLO_LIFE_MS = 10_000;
/** A channel without a request for this long is forgotten. */
export const CHANNEL_LIFE_MS = 120_000;

interface Channel {
  readonly id: Uint8Array;
  readonly keys: ChannelKeys;
  readonly window: ReplayWindow;
  usedAt: number;
}

/** A request that was opened, with the one way to answer it. */
export interface OpenedRequest {
  /** What it asks; or the fault of what is inside, which is answered under the seal too. */
  readonly request: NmpRequest | VnetosError;
  /** Seals the answer. To be called once: a second answer under the same number would give the key away. */
  seal(response: NmpResponse): Uint8Array;
}

/**
 * The node's end of sealed mode.
 *
 *     hello --> greeted --first request that opens--> proven --requests--> proven
 *                  |10 s, or pushed out by 8 newer hellos  |120 s, or pushed out by 8 proven used later
 *               forgotten                               forgotten
 */
export class SealedNode {
  readonly #crypto: SealedCrypto;
  readonly #key: Uint8Array;
  readonly #now: () => number;
  // Both oldest use first.
  readonly #greeted = new Map<string, Channel>();
  readonly #proven = new Map<string, Channel>();

  /** `now`: a clock in ms that never goes back. @throws VnetosError `bad-request` when the key is not one */
  constructor(options: { crypto: SealedCrypto; key: Uint8Array; now: () => number }) {
    this.#crypto = options.crypto;
    this.#key = checkKey(options.key);
    this.#now = options.now;
  }

  get channels(): { readonly greeted: number; readonly proven: number } {
    return { greeted: this.#greeted.size, proven: this.#proven.size };
  }

  /** @throws VnetosError `bad-request`, `unsupported-version` */
  onHello(value: unknown): SealedHelloAnswer {
    const { clientNonce } = parseSealedHello(value);
    this.#expire();
    const nodeNonce = this.#crypto.random(SEALED_NONCE_BYTES);
    const client = fromHex(clientNonce) ?? new Uint8Array(0);
    const keys = deriveChannelKeys(this.#crypto, this.#key, client, nodeNonce);
    const id = this.#freshId();
    const channel = { id, keys, window: new ReplayWindow(), usedAt: this.#now() };
    place(this.#greeted, channel);
    return {
      nmp: NMP_VERSION,
      nodeNonce: toHex(nodeNonce),
      channel: toHex(id),
      proof: toHex(keys.proof),
    };
  }

  /**
   * Authenticates before anything inside is looked at.
   * @throws VnetosError `bad-request` (too short), `no-channel`, `wrong-key`, `replayed`: these are answered in the clear
   */
  openRequest(bytes: Uint8Array): OpenedRequest {
    const head = decodeSealedHead(bytes);
    this.#expire();
    const channel = this.#require(toHex(head.channel));
    const inner = openMessage(this.#crypto, channel.keys.toNode, bytes);
    if (inner === undefined) {
      throw new VnetosError("wrong-key", "the seal does not fit this node's key");
    }
    if (!channel.window.take(head.counter)) {
      throw new VnetosError("replayed", `sealed request ${head.counter} was here before`);
    }
    this.#use(channel);
    return { request: readRequest(inner), seal: this.#sealerFor(channel, head) };
  }

  #sealerFor(channel: Channel, head: SealedHead): (response: NmpResponse) => Uint8Array {
    let sealed = false;
    return (response) => {
      if (sealed) throw new VnetosError("internal", `request ${head.counter} was answered before`);
      sealed = true;
      return sealMessage(this.#crypto, channel.keys.toClient, head, encodeResponse(response));
    };
  }

  #require(id: string): Channel {
    const channel = this.#proven.get(id) ?? this.#greeted.get(id);
    if (channel !== undefined) return channel;
    throw new VnetosError("no-channel", `no sealed channel ${id}: say hello again`);
  }

  #use(channel: Channel): void {
    channel.usedAt = this.#now();
    this.#greeted.delete(toHex(channel.id));
    place(this.#proven, channel);
  }

  /** Not in use; its first bit is set, so that a sealed message never begins like a hello. */
  #freshId(): Uint8Array {
    for (;;) {
      const id = this.#crypto.random(CHANNEL_ID_BYTES);
      id[0] = (id[0] as number) | 0x80;
      if (!this.#greeted.has(toHex(id)) && !this.#proven.has(toHex(id))) return id;
    }
  }

  #expire(): void {
    expire(this.#greeted, this.#now() - HELLO_LIFE_MS);
    expire(this.#proven, this.#now() - CHANNEL_LIFE_MS);
  }
}

/** What is inside a message of a client that has the key may still be wrong: that too is answered under the seal. */
function readRequest(inner: Uint8Array): NmpRequest | VnetosError {
  try {
    return decodeRequest(inner);
  } catch (thrown) {
    if (thrown instanceof VnetosError) return thrown;
    throw thrown;
  }
}

/** Puts the channel last; the one used longest ago gives way when the pool is full. */
function place(pool: Map<string, Channel>, channel: Channel): void {
  const id = toHex(channel.id);
  pool.delete(id);
  pool.set(id, channel);
  const [oldest] = pool.keys();
  if (pool.size > SEALED_CHANNELS && oldest !== undefined) pool.delete(oldest);
}

function expire(pool: Map<string, Channel>, before: number): void {
  for (const [id, channel] of pool) {
    if (channel.usedAt >= before) return;
    pool.delete(id);
  }
}
