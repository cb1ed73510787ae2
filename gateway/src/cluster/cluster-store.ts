import type { SessionPosition } from "#nodes";
import { type TopologyRequest, VnetosError } from "#protocol";
import type { ConnectionSpec } from "./connections.ts";
import type { StateFolder } from "./state-folder.ts";

/** An attached node as it is remembered. */
export interface StoredNode {
  readonly name: string;
  readonly url: string;
  /** 64 hexadecimal digits. */
  readonly key?: string | undefined;
  readonly board?: number | undefined;
  readonly position?: SessionPosition | undefined;
}

/** What the next start of the gateway takes up. */
export interface StoredCluster {
  readonly version: 1;
  readonly nextRun: number;
  readonly nodes: readonly StoredNode[];
  readonly topology: TopologyRequest;
  readonly connections: readonly ConnectionSpec[];
}

const FILE = "cluster.json";
const EMPTY: StoredCluster = {
  version: 1,
  nextRun: 1,
  nodes: [],
  topology: { name: "full" },
  connections: [],
};

/** The cluster's memory across starts of the gateway; without a folder it remembers nothing. */
export class ClusterStore {
  readonly #folder: StateFolder | undefined;
  #stored: StoredCluster;

  /** @throws VnetosError `bad-json`, `unsupported-version` */
  constructor(folder: StateFolder | undefined) {
    this.#folder = folder;
    this.#stored = (folder?.read(FILE) as StoredCluster | undefined) ?? EMPTY;
    if (this.#stored.version !== 1)
      throw new VnetosError(
        "unsupported-version",
        `${folder?.path}/${FILE} is of version ${this.#stored.version}: this is 1`,
      );
  }

  get stored(): StoredCluster {
    return this.#stored;
  }

  update(change: Partial<StoredCluster>): void {
    this.#stored = { ...this.#stored, ...change };
    this.#folder?.write(FILE, this.#stored);
  }

  /** r1, r2, …: never used twice, for the ports of a run bear its name. */
  nextRunId(): string {
    const number = this.#stored.nextRun;
    this.update({ nextRun: number + 1 });
    return `r${number}`;
  }
}
