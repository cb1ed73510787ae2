import { setTimeout as sleep } from "node:timers/promises";
import { type GatewayInfo, VnetosError } from "#protocol";
import { type CliCommand, examples, printLine } from "../command.ts";
import { needGateway } from "../find-gateway.ts";

const PATIENCE_MS = 10_000;

export const down: CliCommand = (program) => {
  const command = program
    .command("down")
    .summary("end the cluster that is up")
    .description("Ends the cluster that is up, and everything that it started.")
    .action(async () => {
      const client = await needGateway();
      const { pid } = await client.get<GatewayInfo>("/api");
      await client.delete("/api");
      await ended(pid);
      printLine("the cluster is down");
    });
  examples(command, "npx vnetos down");
};

/** The gateway's process is the last to end: its boards have ended before. */
async function ended(pid: number): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  while (isAlive(pid)) {
    if (Date.now() > end) throw new VnetosError("timeout", `the gateway (pid ${pid}) does not end`);
    await sleep(50);
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== "ESRCH";
  }
}
