import type { NmpRequest, NmpResponse } from "#protocol";

export interface RequestOptions {
  readonly signal?: AbortSignal | undefined;
  /** How long the node may keep the answer back on purpose, ms (a long poll). Default 0. */
  readonly waitMs?: number | undefined;
}

/** A way to a node. It carries requests and answers and knows nothing of what they mean. */
export interface NmpTransport {
  /** The node's address, for messages. */
  readonly url: string;
  /**
   * One request, tried once. An answer of any status is an answer.
   * @throws VnetosError `unreachable` (it may or may not have been executed), `closed` (given up by
   * `signal` or `close`), `too-large`
   */
  request(request: NmpRequest, options?: RequestOptions): Promise<NmpResponse>;
  /** Ends what is under way with `closed`. */
  close(): void;
}
