import { VnetosError } from "./errors.ts";
import { fromHex, toHex } from "./hex.ts";
import { NMP_VERSION } from "./limits.ts";
import type { NmpRequest, NmpResponse } from "./nmp.ts";
import {
  type ChannelKeys,
  decodeSealedHead,
  deriveChannelKeys,
  openMessage,
  SEALED_NONCE_BYTES,
  sealMessage,
} from "./sealed-channel.ts";
import { checkKey, isEqualInConstantTime, type SealedCrypto } from "./sealed-crypto.ts";
import { parseSealedHelloAnswer, type SealedHello } from "./sealed-hello.ts";
import { decodeResponse, encodeRequest } from "./sealed-message.ts";

interface Channel {
  readonly id: Uint8Array;
  readonly keys: ChannelKeys;
}

/**
 * The client's end of sealed mode.
 *
 *     idle --hello()--> greeting --onHelloAnswer()--> ready --sealRequest()/openResponse()--> ready
 *
 * `hello()` again at any time gives up the channel and starts anew: that is what to do after `no-channel`.
 */
export class SealedClient {
  readonly #crypto: SealedCrypto;
  readonly #key: Uint8Array;
  #clientNonce: Uint8Array | undefined;
  #channel: Channel | undefined;
  #nextCounter = 0;

  /** @throws VnetosError `bad-request` when the key is not one */
  constructor(options: { crypto: SealedCrypto; key: Uint8Array }) {
    this.#crypto = options.crypto;
    this.#key = checkKey(options.key);
  }

  /** True: requests can be sealed. */
  get ready(): boolean {
    return this.#channel !== undefined;
  }

  /** The body of the first `POST /nmp/sealed`. */
  hello(): SealedHello {
    this.#channel = undefined;
    this.#clientNonce = this.#crypto.random(SEALED_NONCE_BYTES);
    return { nmp: NMP_VERSION, clientNonce: toHex(this.#clientNonce) };
  }

  /** @throws VnetosError `wrong-key` when the node does not prove that it has the key; `unsupported-version`, `bad-request` */
  onHelloAnswer(value: unknown): void {
    if (this.#clientNonce === undefined) {
      throw new VnetosError("bad-request", "an answer to a hello that was not said");
    }
    const answer = parseSealedHelloAnswer(value);
    const keys = deriveChannelKeys(
      this.#crypto,
      this.#key,
      this.#clientNonce,
      bytesOf(answer.nodeNonce),
    );
    if (!isEqualInConstantTime(keys.proof, bytesOf(answer.proof))) {
      throw new VnetosError("wrong-key", "the node does not have the key that this client has");
    }
    this.#clientNonce = undefined;
    this.#channel = { id: bytesOf(answer.channel), keys };
    this.#nextCounter = 0;
  }

  /** The body to send, and the number by which its answer is opened. */
  sealRequest(request: NmpRequest): { readonly bytes: Uint8Array; readonly counter: number } {
    const { id, keys } = this.#requireChannel();
    const counter = this.#nextCounter++;
    const head = { channel: id, counter };
    return { bytes: sealMessage(this.#crypto, keys.toNode, head, encodeRequest(request)), counter };
  }

  /** @throws VnetosError `wrong-key` when the bytes are not the node's answer to that very request */
  openResponse(bytes: Uint8Array, counter: number): NmpResponse {
    const { id, keys } = this.#requireChannel();
    const head = decodeSealedHead(bytes);
    const isOurs = head.counter === counter && isEqualInConstantTime(head.channel, id);
    const inner = isOurs ? openMessage(this.#crypto, keys.toClient, bytes) : undefined;
    if (inner === undefined) {
      throw new VnetosError("wrong-key", `sealed answer: not the node's answer to ${counter}`);
    }
    return decodeResponse(inner);
  }

  #requireChannel(): Channel {
    if (this.#channel !== undefined) return this.#channel;
    throw new VnetosError("no-channel", "no sealed channel yet: say hello first");
  }
}

/** Of digits that a parser has checked. */
function bytesOf(digits: string): Uint8Array {
  return fromHex(digits) ?? new Uint8Array(0);
}
