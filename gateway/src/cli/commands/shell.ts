import { type GatewayEvent, VnetosError, type WorkerStatus } from "#protocol";
import { type CliCommand, examples } from "../command.ts";
import { EventStream } from "../event-stream.ts";
import { needGateway } from "../find-gateway.ts";
import type { GatewayClient } from "../gateway-client.ts";
import { onInterrupt } from "../signals.ts";

export const shell: CliCommand = (program) => {
  const command = program
    .command("shell")
    .summary("a live Lua VM on a node: type, see")
    .description(
      "Opens an interactive Lua shell in a new worker on a node. Ctrl-D ends it, and the worker.",
    )
    .argument("<node>", "the node")
    .action(async (node: string) => await open(node));
  examples(command, "npx vnetos shell b2", "echo 'print(1 + 1)' | npx vnetos shell b2");
};

async function open(node: string): Promise<void> {
  const client = await needGateway();
  const session = new ShellSession(client, node);
  await session.run();
}

class ShellSession {
  readonly #client: GatewayClient;
  readonly #node: string;
  #worker: number | undefined;
  #early: GatewayEvent[] = [];
  #end: () => void = () => {};
  #fail: (error: Error) => void = () => {};
  /** Lines go to the worker one after the other. */
  #sending: Promise<unknown> = Promise.resolve();

  constructor(client: GatewayClient, node: string) {
    this.#client = client;
    this.#node = node;
  }

  async run(): Promise<void> {
    const ended = new Promise<void>((resolve, reject) => {
      this.#end = resolve;
      this.#fail = reject;
    });
    const stream = new EventStream({
      address: this.#client.address,
      after: "now",
      onEvent: (event) => this.#take(event),
      onLost: (error) => this.#fail(error),
    });
    await stream.open();
    const release = onInterrupt(() => this.#kill());
    try {
      const path = `/api/nodes/${encodeURIComponent(this.#node)}/shell`;
      this.#worker = (await this.#client.post<WorkerStatus>(path)).id;
      for (const event of this.#early.splice(0)) this.#take(event);
      process.stdin.setEncoding("utf8");
      process.stdin.on("data", (text) => this.#send({ text: String(text) }));
      process.stdin.on("end", () => this.#send({ text: "", end: true }));
      await ended;
    } finally {
      release();
      process.stdin.pause();
      stream.close();
      // The prompt is left behind on its line.
      if (process.stdout.isTTY) process.stdout.write("\n");
    }
  }

  #take(event: GatewayEvent): void {
    if (this.#worker === undefined) {
      this.#early.push(event);
      return;
    }
    if (!("node" in event) || event.node !== this.#node) return;
    if (event.type === "output" && event.worker === this.#worker) process.stdout.write(event.text);
    if (event.type === "node" && event.state === "lost")
      this.#fail(new VnetosError("unreachable", event.message));
    if (
      event.type === "worker" &&
      event.worker.id === this.#worker &&
      event.worker.state === "ended"
    )
      this.#end();
  }

  #send(input: { text: string; end?: boolean }): void {
    const path = `/api/workers/${this.#node}/${this.#worker}/input`;
    this.#sending = this.#sending
      .then(() => this.#client.post(path, input))
      .catch((error: Error) => this.#fail(error));
  }

  #kill(): void {
    if (this.#worker === undefined) return;
    this.#client
      .delete(`/api/workers/${this.#node}/${this.#worker}`)
      .then(() => this.#end())
      .catch((error: Error) => this.#fail(error));
  }
}
