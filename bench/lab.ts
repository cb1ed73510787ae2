import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Gateway } from "#api";
import { packageRoot, StateFolder } from "#cluster";
import type { AppSources, GatewayEvent, RunView } from "#protocol";

/** An app of `bench/apps` or of `tstl-apps`. */
export function app(path: string): AppSources {
  return { entry: "main.ts", files: { "main.ts": readFileSync(join(packageRoot, path), "utf8") } };
}

/** A cluster of eight boards for measuring, with a state folder of its own. */
export class Lab {
  readonly gateway: Gateway;
  readonly #folder: string;

  private constructor(gateway: Gateway, folder: string) {
    this.gateway = gateway;
    this.#folder = folder;
  }

  static async open(): Promise<Lab> {
    const folder = mkdtempSync(join(tmpdir(), "vnetos-bench-"));
    const gateway = await Gateway.start({
      cluster: { boards: 8, stateFolder: new StateFolder(folder), remember: false },
      host: "127.0.0.1",
      port: 0,
    });
    return new Lab(gateway, folder);
  }

  /** Runs an app to its end. Answers what it printed, and when its first output came, ms after the call. */
  async run(
    sources: AppSources,
    options: { nodes?: string[]; args?: string[] } = {},
  ): Promise<{ text: string; firstOutputMs: number }> {
    const startedAt = performance.now();
    let text = "";
    let firstOutputMs = Number.NaN;
    let id: string | undefined;
    const early: GatewayEvent[] = [];
    return await new Promise((resolve, reject) => {
      const take = (event: GatewayEvent) => {
        if (id === undefined) early.push(event);
        else if (event.type === "output" && event.run === id) text += event.text;
        else if (event.type === "run" && event.run.id === id && event.run.state === "ended") {
          subscription.end();
          const { exit } = event.run;
          if (exit?.status === "ok") resolve({ text, firstOutputMs });
          else reject(new Error(`${exit?.error?.message}\n${exit?.error?.traceback}`));
        }
      };
      const hub = this.gateway.cluster.events;
      const subscription = hub.subscribe(hub.last, (event) => {
        if (event.type === "output" && Number.isNaN(firstOutputMs))
          firstOutputMs = performance.now() - startedAt;
        take(event);
      });
      this.gateway.cluster.runs.start({ app: sources, ...options }).then((run: RunView) => {
        id = run.id;
        for (const event of early.splice(0)) take(event);
      }, reject);
    });
  }

  async close(): Promise<void> {
    await this.gateway.close();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
