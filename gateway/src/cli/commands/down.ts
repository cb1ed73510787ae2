import { setTimeout as sleep } from "node:timers/promises";
import { VnetosError } from "#protocol";
import { type CliCommand, examples, printLine } from "../command.ts";
import { findGateway, needGateway } from "../find-gateway.ts";

const PATIENCE_MS = 10_000;

export const down: CliCommand = (program) => {
  const command = program
    .command("down")
    .summary("end the cluster that is up")
    .description("Ends the cluster that is up, and everything that it started.")
    .action(async () => {
      const client = await needGateway();
      await client.delete("/api");
      const end = Date.now() + PATIENCE_MS;
      while (await findGateway()) {
        if (Date.now() > end)
          throw new VnetosError("timeout", `the gateway at ${client.address.url} does not end`);
        await sleep(50);
      }
      printLine("the cluster is down");
    });
  examples(command, "npx vnetos down");
};
