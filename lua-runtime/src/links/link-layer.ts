import {
  DEFAULT_LIMITS,
  type DecodedFrame,
  encodeFrame,
  INITIAL_HOPS,
  type LinkFrame,
  type LinkStats,
  type NetworkRequest,
  RESET_NO_CHANNEL,
  relabelFrame,
  VnetosError,
} from "#protocol";
import type { BoardHost, Wire } from "../host.ts";
import { Alarms } from "./alarms.ts";
import { Connection } from "./connection.ts";
import type { ConnectionListener, ConnectionSite } from "./connection-site.ts";
import { Line } from "./line.ts";
import { linkErrors } from "./link-errors.ts";
import { type LinkEvent, linkEvent, peerEvent } from "./link-event.ts";
import { Liveness } from "./liveness.ts";
import type { Path } from "./path.ts";
import type { Peer } from "./peer.ts";
import { PeerTable } from "./peer-table.ts";
import { Prober } from "./prober.ts";

export interface LinkLayerOptions {
  readonly host: BoardHost;
  /** Link 0, link 1, … */
  readonly wires: readonly Wire[];
  /** Longest message that is taken from a peer, bytes. */
  readonly messageBytes?: number | undefined;
  readonly onEvent?: ((event: LinkEvent) => void) | undefined;
}

/** Messages between this board and others, over its links: exactly once and in order, or an error to the sender. */
export class LinkLayer {
  readonly #host: BoardHost;
  readonly #alarms: Alarms;
  readonly #lines: readonly Line[];
  readonly #peers: PeerTable;
  readonly #connections = new Map<string, Connection>();
  readonly #liveness: Liveness;
  readonly #prober: Prober;
  readonly #site: ConnectionSite<Connection>;
  // Connections that may have data to send, in turn.
  readonly #ready = new Set<Connection>();
  readonly #acks = new Set<Connection>();
  #depth = 0;
  #firstLine = 0;

  constructor(options: LinkLayerOptions) {
    this.#host = options.host;
    this.#lines = options.wires.map((wire, link) => this.#makeLine(wire, link, options));
    this.#peers = new PeerTable(this.#lines);
    const now = () => this.#host.now();
    this.#alarms = new Alarms({
      now,
      after: (ms, ring) => this.#host.after(ms, () => this.#batch(ring)),
    });
    this.#liveness = new Liveness(this.#alarms, now, this.#peers, {
      onPeer: (peer, state) => options.onEvent?.(peerEvent(peer, state)),
    });
    this.#prober = new Prober(this.#alarms, now, this.#peers);
    this.#site = this.#makeSite(options.messageBytes ?? DEFAULT_LIMITS.messageBytes);
  }

  /**
   * Who this board is, and the ways to its peers. Connections go on over the new ways; those to a node that is not among
   * the peers any more break, until it is again. VnetosError `bad-request` for an address, link or label out of range.
   */
  configure(request: NetworkRequest): void {
    this.#batch(() => this.#peers.configure(request));
  }

  /**
   * One end of a connection. The other is made on node `node` with the same channel, before or after.
   * VnetosError `no-such-node`, or `conflict` when the channel to that node is in use.
   */
  open(node: string, channel: number, listener: ConnectionListener): Connection {
    const peer = this.#peers.named(node);
    if (peer === undefined) {
      throw new VnetosError("no-such-node", `no node "${node}" in this node's network`);
    }
    this.#makeWay(peer, channel);
    return this.#batch(() => {
      const connection = new Connection(this.#site, peer, channel, listener);
      this.#connections.set(keyOf(peer.name, channel), connection);
      peer.connections.add(connection);
      this.#liveness.watch();
      return connection;
    });
  }

  stats(): LinkStats[] {
    return this.#lines.map((line) => line.stats());
  }

  /** Stops all timers; nothing is sent any more. */
  stop(): void {
    this.#alarms.stop();
    this.#ready.clear();
    this.#acks.clear();
    this.#peers.address = 0;
    this.#depth = Number.POSITIVE_INFINITY;
  }

  #makeSite(messageBytes: number): ConnectionSite<Connection> {
    const peers = this.#peers;
    return {
      alarms: this.#alarms,
      get address() {
        return peers.address;
      },
      messageBytes,
      now: () => this.#host.now(),
      soon: (callback) => this.#host.soon(callback),
      incarnation: () => this.#newIncarnation(),
      control: (peer, frame) => this.#batch(() => this.#sendControl(peer, frame)),
      wake: (connection) => this.#batch(() => this.#ready.add(connection)),
      acknowledge: (connection) => this.#batch(() => this.#acks.add(connection)),
      suspectReboot: (peer) => this.#liveness.checkAll(peer),
      probe: (paths) => this.#probe(paths),
      gone: (connection) => this.#remove(connection),
    };
  }

  #makeLine(wire: Wire, link: number, options: LinkLayerOptions): Line {
    return new Line(link, wire, {
      onFrame: (line, decoded) => this.#onFrame(line, decoded),
      batch: (work) => this.#batch(work),
      onState: (line) => {
        options.onEvent?.(linkEvent(line));
        this.#batch(() => {});
      },
    });
  }

  /** A connection that has only its end to tell yet gives its channel up. */
  #makeWay(peer: Peer, channel: number): void {
    const old = this.#connections.get(keyOf(peer.name, channel));
    if (old === undefined) return;
    if (!old.isFinishing || old.hasMessages) {
      throw new VnetosError("conflict", `channel ${channel} to node "${peer.name}" is in use`);
    }
    old.abandon(linkErrors.closed(peer.name));
  }

  #remove(connection: Connection): void {
    connection.peer.connections.delete(connection);
    this.#connections.delete(keyOf(connection.peer.name, connection.channel));
    this.#ready.delete(connection);
    this.#acks.delete(connection);
  }

  #newIncarnation(): number {
    const [low = 0, high = 0] = this.#host.random(2);
    return (low | (high << 8)) % 0xffff || 0xffff;
  }

  /** What one event brings is answered together: acknowledgements once, and the lines filled once. */
  #batch<T>(work: () => T): T {
    this.#depth += 1;
    try {
      return work();
    } finally {
      if (this.#depth === 1) this.#flush();
      this.#depth -= 1;
    }
  }

  #flush(): void {
    for (const connection of this.#acks) {
      this.#acks.delete(connection);
      const ack = connection.takeAck();
      if (ack !== undefined) this.#sendControl(connection.peer, ack);
    }
    this.#firstLine += 1;
    for (let i = 0; i < this.#lines.length; i++) {
      const line = this.#lines[(i + this.#firstLine) % this.#lines.length];
      line?.pump(() => this.#nextData(line));
    }
  }

  #nextData(line: Line): Uint8Array | undefined {
    for (let turns = this.#ready.size; turns > 0; turns--) {
      const [connection] = this.#ready;
      if (connection === undefined) return undefined;
      this.#ready.delete(connection);
      if (!connection.hasWork) continue;
      this.#ready.add(connection);
      const bytes = this.#dataOf(connection, line);
      if (bytes !== undefined) return bytes;
    }
    return undefined;
  }

  #dataOf(connection: Connection, line: Line): Uint8Array | undefined {
    const { peer } = connection;
    const path = peer.pathOver(line);
    if (path === undefined) return undefined;
    const now = this.#host.now();
    const data = connection.take({
      path,
      loss: peer.lossOver(path),
      hasOther: peer.hasOtherThan(line),
      now,
    });
    if (data === undefined) return undefined;
    if (data.isRepeat) line.countRetry();
    this.#use(peer, path, now);
    return encodeFrame(data.frame, path.label);
  }

  #use(peer: Peer, path: Path, now: number): void {
    path.usedAt = now;
    peer.usedAt = now;
    peer.spokenAt = now;
    this.#prober.watch();
  }

  #sendControl(peer: Peer, frame: LinkFrame): void {
    const path = peer.quickest();
    if (path === undefined) return;
    peer.spokenAt = this.#host.now();
    path.line.control(frame, path.label);
  }

  #probe(paths: readonly Path[]): void {
    for (const path of paths) {
      const peer = this.#peers.beyond(path);
      if (peer !== undefined) this.#prober.probe(path, peer.address);
    }
  }

  #onFrame(line: Line, { frame }: DecodedFrame): void {
    if (this.#peers.address === 0) return;
    if (frame.type === "probe" && frame.hops === 0) this.#answerProbe(line, frame);
    else if (frame.to !== this.#peers.address) this.#forward(line, frame);
    else if (frame.type === "probeReply") this.#prober.onReply(frame.id);
    else this.#onOwn(frame);
  }

  #onOwn(frame: LinkFrame): void {
    const peer = this.#peers.at(frame.from);
    if (peer === undefined || !("channel" in frame)) return;
    this.#liveness.heard(peer);
    const connection = this.#connections.get(keyOf(peer.name, frame.channel));
    if (connection !== undefined) connection.onFrame(frame);
    else if (frame.type !== "reset" && frame.type !== "accept") this.#deny(peer, frame);
  }

  #deny(peer: Peer, frame: LinkFrame & { readonly channel: number }): void {
    this.#sendControl(peer, {
      type: "reset",
      to: peer.address,
      from: this.#peers.address,
      hops: INITIAL_HOPS,
      channel: frame.channel,
      tag: "tag" in frame ? frame.tag : 0,
      seq: "seq" in frame ? frame.seq : 0,
      reason: RESET_NO_CHANNEL,
    });
  }

  #answerProbe(line: Line, frame: Extract<LinkFrame, { type: "probe" }>): void {
    const back = this.#peers.at(frame.from)?.pathOver(line);
    const label = frame.replyLabel === 0 ? back?.label : frame.replyLabel;
    if (label === undefined || frame.from === this.#peers.address) return;
    line.control(Prober.answer(frame, this.#peers.address), label);
  }

  /** Out over the link with the number of the one it came in by, if that works: so a path keeps its order. */
  #forward(line: Line, frame: LinkFrame): void {
    const peer = this.#peers.at(frame.to);
    const path = peer?.pathOver(line) ?? peer?.quickest();
    if (peer === undefined || path === undefined || frame.hops === 0) {
      line.drop();
      return;
    }
    this.#use(peer, path, this.#host.now());
    path.line.forward(relabelFrame(frame, path.label));
  }
}

function keyOf(name: string, number: number): string {
  return `${name}/${number}`;
}
