import type { WorkerStatus } from "#protocol";
import { type CliCommand, examples, printJson, printLine } from "../command.ts";
import { needGateway } from "../find-gateway.ts";
import { formatBytes, formatMs } from "../ui/bytes.ts";
import { formatTable } from "../ui/table.ts";

type Placed = WorkerStatus & { readonly node: string };

export const ps: CliCommand = (program) => {
  const command = program
    .command("ps")
    .summary("list workers")
    .description("Lists the workers of all nodes that have not ended.")
    .option("-a, --all", "also those that have ended lately")
    .option("--json", "as JSON")
    .action(async (options: { all?: boolean; json?: boolean }) => {
      const client = await needGateway();
      const all = await client.get<Placed[]>("/api/workers");
      const workers = options.all ? all : all.filter((worker) => worker.state !== "ended");
      if (options.json) return printJson(workers);
      if (workers.length === 0) return printLine("no workers");
      printLine(formatTable(HEAD, workers.map(row)));
    });
  examples(command, "npx vnetos ps", "npx vnetos ps --all --json");
};

const HEAD = ["WORKER", "RUN", "RANK", "PROGRAM", "STATE", "MEMORY", "CPU", "AGE"];

function row(worker: Placed): string[] {
  const { world, memory, exit } = worker;
  return [
    `${worker.node}/${worker.id}`,
    world?.run ?? "-",
    world ? `${world.rank}/${world.nodes.length}` : "-",
    worker.name,
    exit ? `${worker.state} (${exit.error?.code ?? exit.status})` : worker.state,
    `${formatBytes(memory.used)} of ${formatBytes(memory.budget)}`,
    formatMs(worker.cpuMs),
    formatMs(worker.ageMs),
  ];
}
