import {
  decodeJson,
  encodeJson,
  isSealedHello,
  type NmpRequest,
  type NmpResponse,
  type SealedCrypto,
  SealedNode,
  toWireError,
  VnetosError,
} from "#protocol";
import type { BoardHost } from "../host.ts";

/** `POST /nmp/sealed`: hellos, and sealed requests that are opened, served, and answered under their seal. */
export class SealedDoor {
  readonly #node: SealedNode;
  readonly #serve: (request: NmpRequest) => Promise<NmpResponse>;

  constructor(options: {
    key: Uint8Array;
    crypto: SealedCrypto;
    host: BoardHost;
    serve: (request: NmpRequest) => Promise<NmpResponse>;
  }) {
    this.#node = new SealedNode({ ...options, now: () => options.host.now() });
    this.#serve = options.serve;
  }

  /** @throws VnetosError what is refused in the clear: see `SealedNode` */
  async handle(body: Uint8Array): Promise<NmpResponse> {
    if (isSealedHello(body))
      return { status: 200, body: encodeJson(this.#node.onHello(decodeJson(body))) };
    const { request, seal } = this.#node.openRequest(body);
    const answer = request instanceof VnetosError ? refused(request) : await this.#serve(request);
    return { status: 200, body: seal(answer) };
  }
}

function refused(error: VnetosError): NmpResponse {
  return { status: error.status, body: encodeJson({ error: toWireError(error) }) };
}
