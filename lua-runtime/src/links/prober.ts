import type { LinkFrame } from "#protocol";
import type { Alarm, Alarms } from "./alarms.ts";
import type { Path } from "./path.ts";
import type { Peer } from "./peer.ts";
import type { PeerTable } from "./peer-table.ts";

const INTERVAL_MS = 250;
/** A path, or a peer, that carried data so recently is in use. */
const IN_USE_MS = 1_000;

/** Asks the first board on each path in use whether frames get there; paths that are down as long as somebody wants them. */
export class Prober {
  readonly #now: () => number;
  readonly #peers: PeerTable;
  readonly #alarm: Alarm;
  #lastId = 0;

  constructor(alarms: Alarms, now: () => number, peers: PeerTable) {
    this.#now = now;
    this.#peers = peers;
    this.#alarm = alarms.make(() => this.#round());
  }

  /** A path is in use. */
  watch(): void {
    if (this.#alarm.at === Number.POSITIVE_INFINITY) {
      this.#alarm.set(this.#now() + INTERVAL_MS);
    }
  }

  probe(path: Path, to: number): void {
    this.#lastId = (this.#lastId + 1) & 0xffff;
    path.probeId = this.#lastId;
    const { ownLabel } = path.line;
    const from = this.#peers.address;
    const frame = { type: "probe", to, from, hops: 0, id: this.#lastId } as const;
    path.line.control({ ...frame, replyLabel: ownLabel }, path.label);
  }

  onReply(id: number): void {
    for (const { path } of this.#paths()) {
      if (path.probeId !== id) continue;
      path.probeId = undefined;
      path.works(this.#now());
    }
  }

  /** Answers a probe that came in over `via`. */
  static answer(probe: Extract<LinkFrame, { type: "probe" }>, from: number): LinkFrame {
    return { type: "probeReply", to: probe.from, from, hops: 0, id: probe.id };
  }

  #round(): void {
    const now = this.#now();
    let wanted = false;
    for (const { path, peer } of this.#paths()) {
      const usedAt = path.isDown ? peer.usedAt : path.usedAt;
      if (now - usedAt > IN_USE_MS) continue;
      wanted = true;
      this.#check(path, peer, now);
    }
    if (wanted) this.#alarm.set(now + INTERVAL_MS);
  }

  #check(path: Path, peer: Peer, now: number): void {
    // Data that arrived says as much as a reply.
    if (!path.isDown && now - path.arrivedAt < INTERVAL_MS) return;
    if (path.probeId !== undefined) path.probeMissed();
    this.probe(path, peer.address);
  }

  /** Each path once, with a peer that it leads to: the one used last. */
  #paths(): { path: Path; peer: Peer }[] {
    const byPath = new Map<Path, Peer>();
    for (const peer of this.#peers.all()) {
      for (const path of peer.paths) {
        const known = byPath.get(path);
        if (known === undefined || known.usedAt < peer.usedAt) byPath.set(path, peer);
      }
    }
    return [...byPath].map(([path, peer]) => ({ path, peer }));
  }
}
