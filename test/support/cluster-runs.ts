import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ProgramView, RunView, WorkerExit } from "#protocol";
import { collectSources } from "../../gateway/src/cli/collect-sources.ts";
import { type GatewayAddress, GatewayClient } from "../../gateway/src/cli/gateway-client.ts";
import { runApp } from "../../gateway/src/cli/run-app.ts";
import { ROOT } from "./cli.ts";
import type { Outcome } from "./exercises/index.ts";

/** Runs apps on the cluster of a state folder, through the gateway's API; each is compiled once. */
export class ClusterRuns {
  readonly #client: GatewayClient;
  readonly #programs = new Map<string, Promise<ProgramView>>();

  constructor(home: string) {
    const record = JSON.parse(readFileSync(join(home, "gateway.json"), "utf8")) as GatewayAddress;
    this.#client = new GatewayClient(record);
  }

  /** Runs an app on b0, b1, … to its end. */
  async run(
    app: string,
    size: number,
    { args, input }: { readonly args: readonly string[]; readonly input?: string },
  ): Promise<Outcome & { readonly exits: (WorkerExit | undefined)[] }> {
    const nodes = Array.from({ length: size }, (_, rank) => `b${rank}`);
    const texts = nodes.map(() => "");
    const files = new Map<string, Buffer[]>();
    const { sha256 } = await this.#program(app);
    const request = {
      app: { program: sha256 },
      nodes,
      args,
      ...(input !== undefined && { input }),
    };
    const { run } = await runApp(this.#client, request, {
      onEvent: (event) => {
        if (event.type === "output") texts[nodes.indexOf(event.node)] += event.text;
        else files.set(event.name, [...(files.get(event.name) ?? []), fromBase64(event.data)]);
      },
      onNotice: () => {},
    });
    return {
      size,
      exits: exitsOf(run),
      lines: texts.map((text) => text.split("\n").slice(0, -1)),
      files: [...files].map(([name, parts]) => ({ name, bytes: Buffer.concat(parts) })),
    };
  }

  #program(app: string): Promise<ProgramView> {
    const known = this.#programs.get(app);
    if (known) return known;
    const made = this.#client.post<ProgramView>("/api/programs", collectSources(join(ROOT, app)));
    this.#programs.set(app, made);
    return made;
  }
}

const fromBase64 = (data: string) => Buffer.from(data, "base64");

const exitsOf = (run: RunView) => run.ranks.map(({ exit }) => exit);
