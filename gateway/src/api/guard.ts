import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { VnetosError } from "#protocol";

/**
 * Who may talk to the gateway: requests to its own address, from its own page or from no page at all,
 * with the token that was made at its start.
 */
export class Guard {
  readonly #token: Buffer;
  #hosts = new Set<string>();

  constructor(token: string) {
    this.#token = Buffer.from(token);
  }

  /** The addresses under which this gateway is reached, for example `127.0.0.1:7770`. */
  allowHosts(hosts: readonly string[]): void {
    this.#hosts = new Set(hosts);
  }

  /** @throws VnetosError `forbidden` on a Host or Origin that is not this gateway's (DNS rebinding, foreign pages) */
  checkPlace(request: IncomingMessage): void {
    const { host, origin } = request.headers;
    if (host === undefined || !this.#hosts.has(host))
      throw new VnetosError("forbidden", `Host "${host ?? ""}" is not this gateway`);
    if (origin !== undefined && !this.#hosts.has(origin.replace(/^http:\/\//, "")))
      throw new VnetosError("forbidden", `requests from ${origin} are not taken`);
  }

  /** @throws VnetosError `forbidden` */
  checkToken(given: string | undefined): void {
    const bytes = Buffer.from(given ?? "");
    if (bytes.length === this.#token.length && timingSafeEqual(bytes, this.#token)) return;
    throw new VnetosError(
      "forbidden",
      given ? "the token is not this gateway's" : "a token is needed: Authorization: Bearer …",
    );
  }
}

/** The token of `Authorization: Bearer …`. */
export function bearer(request: IncomingMessage): string | undefined {
  return /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
}
