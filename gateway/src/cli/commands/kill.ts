import { InvalidArgumentError } from "commander";
import type { WorkerStatus } from "#protocol";
import { type CliCommand, examples, printJson, printLine } from "../command.ts";
import { needGateway } from "../find-gateway.ts";
import { nodeAndNumber } from "../parse-options.ts";

interface Target {
  readonly text: string;
  readonly path: string;
}

export const kill: CliCommand = (program) => {
  const command = program
    .command("kill")
    .summary("end workers, or all workers of a run")
    .description("Kills workers (b3/2) or all workers of a run (r7). An endless loop ends too.")
    .argument("<targets...>", "workers as in b3/2, runs as in r7", collect)
    .option("--json", "as JSON")
    .action(async (targets: Target[], options: { json?: boolean }) => {
      const client = await needGateway();
      const ended: unknown[] = [];
      for (const { text, path } of targets) {
        ended.push(await client.delete<WorkerStatus>(path));
        if (!options.json) printLine(`killed ${text}`);
      }
      if (options.json) printJson(ended);
    });
  examples(command, "npx vnetos kill b3/2", "npx vnetos kill r7");
};

function collect(text: string, before: Target[] = []): Target[] {
  return [...before, target(text)];
}

function target(text: string): Target {
  if (/^r\d+$/.test(text)) return { text, path: `/api/runs/${text}` };
  if (!text.includes("/"))
    throw new InvalidArgumentError("a worker is written as in b3/2, a run as in r7.");
  const { node, number } = nodeAndNumber("a worker")(text);
  return { text, path: `/api/workers/${node}/${number}` };
}
