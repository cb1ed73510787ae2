import { join } from "node:path";
import { Cluster, type ClusterOptions, packageRoot, type StateFolder } from "#cluster";
import { FlashJobs, SerialSetup } from "#flash";
import { isSerialAddress, parseSerialAddress } from "#nodes";
import { type ApiServer, startServer } from "./server.ts";

export interface GatewayOptions {
  readonly cluster: ClusterOptions;
  readonly host: string;
  readonly port: number;
}

/** A cluster with its API in front: what `vnetos up` brings up. */
export class Gateway {
  readonly cluster: Cluster;
  readonly #flash: FlashJobs;
  readonly #server: ApiServer;
  /** Resolves when a client has asked the gateway to end. */
  readonly shutdownAsked: Promise<void>;

  private constructor(
    cluster: Cluster,
    flash: FlashJobs,
    server: ApiServer,
    shutdownAsked: Promise<void>,
  ) {
    this.cluster = cluster;
    this.#flash = flash;
    this.#server = server;
    this.shutdownAsked = shutdownAsked;
  }

  /** Listens first, so that a busy port is told before a board is started. */
  static async start(options: GatewayOptions): Promise<Gateway> {
    let ask = () => {};
    const asked = new Promise<void>((resolve) => {
      ask = resolve;
    });
    const cluster = new Cluster(options.cluster);
    const flash = flashJobs(cluster, options.cluster.stateFolder);
    let server: ApiServer | undefined;
    try {
      server = await startServer({
        cluster,
        flash,
        host: options.host,
        port: options.port,
        pageFolder: join(packageRoot, "dist/page"),
        onShutdown: ask,
      });
      await cluster.start();
      return new Gateway(cluster, flash, server, asked);
    } catch (error) {
      await server?.close();
      await cluster.stop();
      throw error;
    }
  }

  get url(): string {
    return this.#server.url;
  }

  get token(): string {
    return this.#server.token;
  }

  /** The page's address, with the token in its fragment, which no server and no log gets to see. */
  get pageUrl(): string {
    return `${this.url}/#token=${this.token}`;
  }

  async close(): Promise<void> {
    await this.#server.close();
    await this.#flash.stop();
    await this.cluster.stop();
  }
}

function flashJobs(cluster: Cluster, stateFolder: StateFolder): FlashJobs {
  return new FlashJobs({
    stateFolder,
    setup: new SerialSetup(),
    nodesOnPorts: () => {
      const nodes = cluster.nodes.list().filter(({ url }) => isSerialAddress(url));
      return new Map(nodes.map(({ url, name }) => [parseSerialAddress(url).path, name]));
    },
    onChange: (job) => cluster.events.emitPassing({ type: "flash", job }),
  });
}
