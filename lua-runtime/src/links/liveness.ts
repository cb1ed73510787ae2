import { PEER_SILENCE_MS } from "#protocol";
import type { Alarm, Alarms } from "./alarms.ts";
import { linkErrors } from "./link-errors.ts";
import type { Peer, PeerConnection } from "./peer.ts";
import type { PeerTable } from "./peer-table.ts";

const KEEPALIVE_MS = 500;
/** A peer that is silent for so long is asked whether it lives: a bad line may have eaten its keepalives. */
const DOUBT_MS = 1_000;
const LOOK_MS = 250;
const LOOK_IN_DOUBT_MS = 100;
/** A peer that lives may take so long to make its end of a connection, while nobody sends on it. */
const ABSENT_MS = 10_000;

export interface LivenessEvents {
  onPeer(peer: Peer, state: "lost" | "back"): void;
}

/** Keeps open connections alive, and finds out about peers that are gone. Rests while no connection is open or opening. */
export class Liveness {
  readonly #now: () => number;
  readonly #peers: PeerTable;
  readonly #events: LivenessEvents;
  readonly #alarm: Alarm;

  constructor(alarms: Alarms, now: () => number, peers: PeerTable, events: LivenessEvents) {
    this.#now = now;
    this.#peers = peers;
    this.#events = events;
    this.#alarm = alarms.make(() => this.#look());
  }

  /** There is a connection to look after. */
  watch(): void {
    if (this.#alarm.at === Number.POSITIVE_INFINITY) this.#alarm.set(this.#now() + LOOK_MS);
  }

  heard(peer: Peer): void {
    peer.heardAt = this.#now();
    if (!peer.isLost) return;
    peer.isLost = false;
    this.#events.onPeer(peer, "back");
    for (const connection of peer.connections) connection.retry();
    this.watch();
  }

  /** One connection to it turned out to be unknown there: are the others? */
  checkAll(peer: Peer): void {
    for (const connection of peer.connections) {
      if (connection.state === "open") connection.keepAlive();
    }
  }

  #look(): void {
    let next = Number.POSITIVE_INFINITY;
    for (const peer of this.#peers.all()) {
      const live = [...peer.connections].filter(isWatched);
      if (live.length > 0) next = Math.min(next, this.#lookAt(peer, live));
    }
    if (next < Number.POSITIVE_INFINITY) this.#alarm.set(this.#now() + next);
  }

  /** The answer: when to look again, ms from now. */
  #lookAt(peer: Peer, live: readonly PeerConnection[]): number {
    const now = this.#now();
    const silent = live.filter(
      ({ since }) => now - Math.max(since, peer.heardAt) >= PEER_SILENCE_MS,
    );
    if (silent.length > 0) this.#lose(peer, silent);
    for (const connection of live) if (!silent.includes(connection)) this.#checkAbsent(connection);
    const open = live.filter((connection) => connection.state === "open");
    const doubts = now - peer.heardAt >= DOUBT_MS;
    if (doubts) open[0]?.askAlive();
    else if (now - peer.spokenAt >= KEEPALIVE_MS) this.#keepAlive(peer, open);
    return doubts ? LOOK_IN_DOUBT_MS : LOOK_MS;
  }

  #lose(peer: Peer, silent: readonly PeerConnection[]): void {
    if (!peer.isLost) {
      peer.isLost = true;
      this.#events.onPeer(peer, "lost");
    }
    for (const connection of silent) connection.break(linkErrors.unreachable(peer.name));
  }

  /** Each of the open connections in turn. */
  #keepAlive(peer: Peer, open: readonly PeerConnection[]): void {
    const connection = open[0];
    if (connection === undefined) return;
    connection.keepAlive();
    peer.connections.delete(connection);
    peer.connections.add(connection);
  }

  #checkAbsent(connection: PeerConnection): void {
    if (connection.state !== "opening") return;
    const now = this.#now();
    const { peer, channel } = connection;
    const error = connection.isDenied
      ? linkErrors.noConnection(peer.name, channel)
      : linkErrors.unreachable(peer.name);
    if (now - connection.waitsSince >= PEER_SILENCE_MS) connection.failWaiting(error);
    if (connection.state === "opening" && now - connection.since >= ABSENT_MS) {
      connection.break(error);
    }
  }
}

function isWatched(connection: PeerConnection): boolean {
  return !connection.isBroken && (connection.state === "open" || connection.state === "opening");
}
