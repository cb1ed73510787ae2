import type { NetworkRequest, PeerRoute } from "#protocol";
import type { Line } from "./line.ts";
import { linkErrors } from "./link-errors.ts";
import { checkNetwork } from "./network-check.ts";
import { Path } from "./path.ts";
import { Peer } from "./peer.ts";

/** Who this board is, who its peers are, and the paths to them. */
export class PeerTable {
  /** Own address; 0: not told yet. */
  address = 0;
  readonly #lines: readonly Line[];
  readonly #paths = new Map<string, Path>();
  readonly #byName = new Map<string, Peer>();
  readonly #byAddress = new Map<number, Peer>();

  constructor(lines: readonly Line[]) {
    this.#lines = lines;
  }

  /** Replaces all that was told before; what is known of paths that stay is kept. */
  configure(request: NetworkRequest): void {
    checkNetwork(request, this.#lines.length);
    const isMoved = this.address !== 0 && this.address !== request.address;
    this.address = request.address;
    this.#byAddress.clear();
    const gone = new Set(this.#byName.values());
    for (const route of request.peers) gone.delete(this.#setRoute(route, isMoved));
    for (const peer of gone) this.#strand(peer);
  }

  /** Undefined: not in the network. */
  named(name: string): Peer | undefined {
    const peer = this.#byName.get(name);
    return peer?.isStranded ? undefined : peer;
  }

  at(address: number): Peer | undefined {
    return this.#byAddress.get(address);
  }

  /** All with connections, also those that have left the network. */
  all(): Iterable<Peer> {
    return this.#byName.values();
  }

  /** Some peer that the path leads to. */
  beyond(path: Path): Peer | undefined {
    for (const peer of this.#byName.values()) if (peer.paths.includes(path)) return peer;
    return undefined;
  }

  #setRoute(route: PeerRoute, isMoved: boolean): Peer {
    const peer = this.#byName.get(route.name) ?? new Peer(route.name, route.address);
    const isOther = isMoved || peer.address !== route.address;
    peer.address = route.address;
    peer.paths = route.paths.flatMap(({ link, label }) => this.#path(link, label) ?? []);
    this.#byName.set(peer.name, peer);
    this.#byAddress.set(peer.address, peer);
    // The tags hang on who has the lower address.
    if (isOther) for (const connection of [...peer.connections]) connection.moved();
    if (peer.isStranded) for (const connection of [...peer.connections]) connection.retry();
    peer.isStranded = false;
    return peer;
  }

  #path(link: number, label: number): Path | undefined {
    const line = this.#lines[link];
    if (line === undefined) return undefined;
    const key = `${link}/${label}`;
    const path = this.#paths.get(key) ?? new Path(line, label);
    this.#paths.set(key, path);
    return path;
  }

  /** No way leads to it any more. What its connections are for may come back with it. */
  #strand(peer: Peer): void {
    peer.paths = [];
    if (peer.connections.size === 0) this.#byName.delete(peer.name);
    if (peer.isStranded) return;
    peer.isStranded = true;
    for (const connection of [...peer.connections]) {
      connection.break(linkErrors.notInNetwork(peer.name));
    }
  }
}
