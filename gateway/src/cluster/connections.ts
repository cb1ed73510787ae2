import { type ConnectionView, NAME_PATTERN, type PortRef, VnetosError } from "#protocol";
import type { Channels } from "./channels.ts";
import type { Nodes } from "./nodes.ts";

export interface ConnectionSpec {
  readonly id: string;
  readonly a: PortRef;
  readonly b: PortRef;
}

interface Entry extends ConnectionSpec {
  readonly channel: number;
}

/** Connections between named ports, made by hand or by a network document; they outlive workers and reboots. */
export class Connections {
  readonly #nodes: Nodes;
  readonly #channels: Channels;
  readonly #onChange: () => void;
  readonly #entries = new Map<string, Entry>();

  constructor(options: { nodes: Nodes; channels: Channels; onChange: () => void }) {
    this.#nodes = options.nodes;
    this.#channels = options.channels;
    this.#onChange = options.onChange;
  }

  list(): ConnectionView[] {
    return [...this.#entries.values()].map((entry) => this.#view(entry));
  }

  specs(): ConnectionSpec[] {
    return [...this.#entries.values()].map(({ id, a, b }) => ({ id, a, b }));
  }

  /** @throws VnetosError `conflict`, `no-such-node`, `impossible-route`, and what a node refuses */
  async put(spec: ConnectionSpec): Promise<ConnectionView> {
    const entry = this.#enter(spec);
    try {
      await Promise.all(this.#ends(entry).map((node) => this.#make(entry, node)));
    } catch (error) {
      await this.remove(spec.id);
      throw error;
    }
    this.#onChange();
    return this.#view(entry);
  }

  /** A connection of an earlier start: its ends are made, or are there still; those on nodes that are away wait. */
  async takeUp(spec: ConnectionSpec): Promise<void> {
    const entry = this.#enter(spec);
    const up = this.#ends(entry).filter((name) => this.#nodes.find(name)?.state === "up");
    await Promise.all(up.map((name) => this.#makeAnew(entry, name)));
  }

  /** @throws VnetosError `not-found` */
  async remove(id: string): Promise<void> {
    const entry = this.#entries.get(id);
    if (!entry) throw new VnetosError("not-found", `no connection "${id}"`);
    this.#entries.delete(id);
    this.#channels.free(entry.channel);
    await Promise.all(this.#ends(entry).map((name) => this.#unmake(id, name)));
    this.#onChange();
  }

  /** Removes all that end on a node. */
  async removeOf(node: string): Promise<void> {
    for (const entry of [...this.#entries.values()])
      if (this.#ends(entry).includes(node)) await this.remove(entry.id);
  }

  async clear(): Promise<void> {
    for (const id of [...this.#entries.keys()]) await this.remove(id);
  }

  /** A node is back: its ends are made where they are not there still. */
  async restore(node: string): Promise<void> {
    for (const entry of this.#entries.values())
      if (this.#ends(entry).includes(node)) await this.#makeIfGone(entry, node);
  }

  #enter(spec: ConnectionSpec): Entry {
    if (!NAME_PATTERN.test(spec.id))
      throw new VnetosError("bad-request", `connection name "${spec.id}"`);
    if (this.#entries.has(spec.id))
      throw new VnetosError("conflict", `there is a connection ${spec.id} already`);
    this.#check(spec);
    const entry = { ...spec, channel: this.#channels.take() };
    this.#entries.set(spec.id, entry);
    return entry;
  }

  #check({ a, b }: ConnectionSpec): void {
    for (const { node } of [a, b]) {
      const { board } = this.#nodes.get(node);
      if (a.node !== b.node && board === undefined)
        throw new VnetosError("impossible-route", `node ${node} has no links to the switch`);
    }
    if (a.node === b.node && a.port === b.port)
      throw new VnetosError("bad-request", `port ${a.port} of ${a.node} cannot be tied to itself`);
  }

  async #make(entry: Entry, name: string): Promise<void> {
    const [own, other] = name === entry.a.node ? [entry.a, entry.b] : [entry.b, entry.a];
    const { client, ownName } = this.#nodes.get(name);
    const node = other.node === name ? ownName : other.node;
    const remote = { node, port: other.port };
    await client.connect(entry.id, { port: own.port, remote, channel: entry.channel });
  }

  async #makeIfGone(entry: Entry, name: string): Promise<void> {
    try {
      await this.#make(entry, name);
    } catch (error) {
      if (!(error instanceof VnetosError && error.code === "conflict")) throw error;
    }
  }

  /** Whatever end of that name the node still has, with an earlier channel, gives way. */
  async #makeAnew(entry: Entry, name: string): Promise<void> {
    await this.#unmake(entry.id, name);
    await this.#make(entry, name);
  }

  async #unmake(id: string, name: string): Promise<void> {
    try {
      await this.#nodes.get(name).client.disconnect(id);
    } catch {
      // It is not there, or the node is away, and its end with it.
    }
  }

  #ends({ a, b }: ConnectionSpec): string[] {
    return a.node === b.node ? [a.node] : [a.node, b.node];
  }

  #view(entry: Entry): ConnectionView {
    const up = this.#ends(entry).every((name) => this.#nodes.find(name)?.state === "up");
    const { id, a, b } = entry;
    return { id, a, b, state: up ? "up" : "waiting" };
  }
}
