import {
  type ConnectionRequest,
  type Limits,
  type PortStats,
  VnetosError,
  type WireError,
} from "#protocol";
import type { BoardHost } from "../host.ts";
import type { LinkLayer } from "../links/index.ts";
import type { Inbox } from "./inbox.ts";
import { LinkedConnection } from "./linked-connection.ts";
import { LocalConnection } from "./local-connection.ts";
import { Port } from "./port.ts";
import type { PortConnection } from "./port-connection.ts";
import { checkName, portErrors } from "./port-errors.ts";
import { Sending } from "./sending.ts";

/** Messages of one worker that may be under way at once. */
const SENDINGS_EACH = 4_096;

export interface PortTableOptions {
  /** This node's own name: a connection to it ties two of its own ports. */
  readonly name: string;
  readonly host: BoardHost;
  readonly links: LinkLayer;
  readonly limits: Pick<Limits, "ports" | "connections" | "messageBytes">;
}

/** A connection, as `connections()` tells it. closed: the other end has ended. */
export interface ConnectionStatus {
  readonly id: string;
  readonly port: string;
  readonly remote: { readonly node: string; readonly port: string };
  readonly state: "up" | "waiting" | "closed";
  /** Number of the worker that it ends with; absent: it stays. */
  readonly owner?: number | undefined;
}

/** The ports of a node, who is attached to them, and their connections. */
export class PortTable {
  readonly #options: PortTableOptions;
  readonly #ports = new Map<string, Port>();
  readonly #connections = new Map<string, PortConnection>();
  readonly #ties = new Set<LocalConnection>();
  readonly #sendings = new Map<Inbox, Set<Sending>>();
  readonly #byPort = new WeakMap<Sending, Port>();

  constructor(options: PortTableOptions) {
    this.#options = options;
  }

  /** Makes a port that stays until it is removed; one that is there stays too. VnetosError `bad-request`, `limit-reached`. */
  create(name: string): void {
    this.#make(name).isKept = true;
  }

  /**
   * Removes a port under whoever uses it: sends that wait fail with `no-such-port`, attached workers get that as a
   * fault, the far ends of its connections see `closed`. VnetosError `no-such-port`.
   */
  remove(name: string): void {
    const port = this.#get(name);
    const error = portErrors.removed(name);
    this.#ports.delete(name);
    for (const connection of [...port.connections]) this.#end(connection, true);
    port.fail(error);
    for (const sending of this.#sendingsOn(port)) sending.fail(error);
    port.notify({ kind: "fault", error });
    port.inboxes.clear();
  }

  /** Attaches a worker; makes the port where it is missing, for as long as somebody uses it. */
  attach(name: string, inbox: Inbox): void {
    const port = this.#make(name);
    inbox.onRoom = (freed) => this.#ports.get(freed)?.flush();
    port.inboxes.add(inbox);
    port.flush();
    this.#wakeTies(name);
  }

  /** VnetosError `no-such-port` when it is not attached there. */
  detach(name: string, inbox: Inbox): void {
    const port = this.#get(name);
    if (!port.inboxes.delete(inbox)) {
      throw new VnetosError("no-such-port", `worker ${inbox.owner} is not attached to "${name}"`);
    }
    port.flush();
    this.#tidy(port);
  }

  /**
   * One end of a connection; makes the port where it is missing. `owner`: the worker that it ends with.
   * VnetosError `bad-request`, `conflict` (id or channel in use), `limit-reached`, `no-such-node`.
   */
  connect(id: string, request: ConnectionRequest, owner?: Inbox): void {
    this.#checkConnection(id, request);
    const port = this.#make(request.port);
    const made = { id, request, owner };
    try {
      const connection = this.#isOwn(request)
        ? new LocalConnection(this.#localSite, port, made)
        : new LinkedConnection(this.#options.links, port, made);
      port.connections.add(connection);
      this.#connections.set(id, connection);
      if (connection instanceof LocalConnection) this.#ties.add(connection);
    } finally {
      this.#tidy(port);
    }
    this.#wakeTies(request.port);
  }

  /** What was sent still arrives, then the far end sees `closed`. VnetosError `not-found`. */
  disconnect(id: string): void {
    const connection = this.#connections.get(id);
    if (connection === undefined) throw new VnetosError("not-found", `no connection "${id}"`);
    const port = this.#ports.get(connection.request.port);
    this.#end(connection, true);
    port?.notify({ kind: "closed" });
    if (port) this.#tidy(port);
  }

  /** All that a worker holds: detaches it, and ends its connections after what was sent. */
  release(inbox: Inbox): void {
    const ports = [...this.#ports.values()];
    for (const connection of [...this.#connections.values()]) {
      if (connection.owner === inbox) this.#end(connection, false);
    }
    for (const port of ports) if (port.inboxes.delete(inbox)) port.flush();
    for (const sending of this.#sendings.get(inbox) ?? []) sending.cancel();
    this.#sendings.delete(inbox);
    for (const port of ports) this.#tidy(port);
  }

  /**
   * Sends to every other worker attached to the port, and over all its connections. `done` is called once, never before
   * `send` has returned: with nothing when all have the message in their queues, else with the first error. The answer
   * stops the wait; what was sent may still arrive.
   */
  send(
    name: string,
    from: Inbox,
    message: Uint8Array,
    done: (error?: WireError) => void,
  ): () => void {
    const port = this.#ports.get(name);
    const targets = port === undefined ? [] : this.#targets(port, from);
    const soon = this.#options.host.soon.bind(this.#options.host);
    const sending = new Sending(targets.length, soon, done);
    const refusal = this.#refusal(name, from, message, targets.length);
    if (refusal !== undefined) sending.fail(refusal);
    else if (port !== undefined) this.#start(port, from, message, { sending, targets });
    sending.returned();
    return () => sending.cancel();
  }

  stats(): PortStats[] {
    return [...this.#ports.values()].map((port) => port.stats());
  }

  connections(): ConnectionStatus[] {
    return [...this.#connections.values()].map(({ id, request, state, owner }) => ({
      id,
      port: request.port,
      remote: request.remote,
      state,
      ...(owner === undefined ? {} : { owner: owner.owner }),
    }));
  }

  #start(
    port: Port,
    from: Inbox,
    message: Uint8Array,
    { sending, targets }: { sending: Sending; targets: readonly Target[] },
  ): void {
    port.countOut(message.length);
    const own = this.#sendings.get(from) ?? new Set();
    this.#sendings.set(from, own);
    own.add(sending);
    this.#byPort.set(sending, port);
    for (const target of targets) {
      target(message, (error) => {
        sending.settle(error);
        if (sending.isOver) own.delete(sending);
      });
    }
  }

  #targets(port: Port, from: Inbox): Target[] {
    const targets: Target[] = [];
    if (port.others(from).length > 0) {
      targets.push((message, settle) => port.deliver({ message, from, settle }));
    }
    for (const connection of port.connections) {
      targets.push((message, settle) => connection.send(message, settle));
    }
    for (const tie of this.#tiesTo(port.name)) {
      if (!tie.hasMirror) targets.push((message, settle) => tie.sendBack(message, settle));
    }
    return targets;
  }

  #refusal(name: string, from: Inbox, message: Uint8Array, targets: number): WireError | undefined {
    const { messageBytes } = this.#options.limits;
    if (!this.#ports.has(name)) return portErrors.unknown(name);
    if (message.length > messageBytes) {
      return portErrors.tooLarge(name, message.length, messageBytes);
    }
    if (targets === 0) return portErrors.nobody(name);
    const isBusy = (this.#sendings.get(from)?.size ?? 0) >= SENDINGS_EACH;
    return isBusy ? portErrors.tooMany(name, SENDINGS_EACH) : undefined;
  }

  #sendingsOn(port: Port): Sending[] {
    const all = [...this.#sendings.values()].flatMap((sendings) => [...sendings]);
    return all.filter((sending) => this.#byPort.get(sending) === port);
  }

  /** Local connections made from another port to this one. */
  *#tiesTo(name: string): Iterable<LocalConnection> {
    for (const tie of this.#ties) if (tie.request.remote.port === name) yield tie;
  }

  #wakeTies(name: string): void {
    for (const tie of this.#tiesTo(name)) tie.resume();
  }

  #checkConnection(id: string, request: ConnectionRequest): void {
    checkName("connection", id);
    checkName("port", request.port);
    checkName("port", request.remote.port);
    if (this.#connections.has(id)) {
      throw new VnetosError("conflict", `connection "${id}" exists already`);
    }
    const { connections } = this.#options.limits;
    if (this.#connections.size >= connections) {
      throw new VnetosError("limit-reached", `connection "${id}": all ${connections} are in use`);
    }
    const { channel } = request;
    const isChannel = Number.isInteger(channel) && channel >= 1 && channel <= 0xffff;
    if (!this.#isOwn(request) && !isChannel) {
      throw new VnetosError("bad-request", `channel ${channel}: must be 1..65535`);
    }
  }

  #isOwn(request: ConnectionRequest): boolean {
    return request.remote.node === this.#options.name;
  }

  get #localSite(): { host: BoardHost; find(port: string): Port | undefined } {
    return { host: this.#options.host, find: (port) => this.#ports.get(port) };
  }

  #end(connection: PortConnection, removed: boolean): void {
    this.#connections.delete(connection.id);
    if (connection instanceof LocalConnection) this.#ties.delete(connection);
    connection.finish(removed);
  }

  #get(name: string): Port {
    const port = this.#ports.get(name);
    if (port === undefined) throw new VnetosError("no-such-port", `no port "${name}" on this node`);
    return port;
  }

  #make(name: string): Port {
    const known = this.#ports.get(name);
    if (known !== undefined) return known;
    checkName("port", name);
    const { ports } = this.#options.limits;
    if (this.#ports.size >= ports) {
      throw new VnetosError("limit-reached", `port "${name}": all ${ports} are in use`);
    }
    const port = new Port(name, false);
    this.#ports.set(name, port);
    return port;
  }

  /** A port that nobody made by name and nobody uses goes. */
  #tidy(port: Port): void {
    if (port.isUnused && this.#ports.get(port.name) === port) this.#ports.delete(port.name);
  }
}

type Target = (message: Uint8Array, settle: (error: WireError | undefined) => void) => void;
