import type { RunView } from "#protocol";
import { type CliCommand, examples, printJson, printLine } from "../command.ts";
import { needGateway } from "../find-gateway.ts";
import { formatMs } from "../ui/bytes.ts";
import { formatTable } from "../ui/table.ts";

export const runs: CliCommand = (program) => {
  const command = program
    .command("runs")
    .summary("list runs under way, and the latest that ended")
    .description("Lists runs under way, and the latest that ended.")
    .option("--json", "as JSON")
    .action(async (options: { json?: boolean }) => {
      const list = await (await needGateway()).get<RunView[]>("/api/runs");
      if (options.json) return printJson(list);
      if (list.length === 0) return printLine("no runs");
      printLine(formatTable(["RUN", "PROGRAM", "STATE", "NODES", "TIME"], list.map(row)));
    });
  examples(command, "npx vnetos runs", "npx vnetos runs --json");
};

function row(run: RunView): string[] {
  const state = run.exit ? `${run.state} (${run.exit.error?.code ?? run.exit.status})` : run.state;
  const nodes = run.ranks.map((rank) => rank.node).join(" ");
  return [
    run.id,
    run.name,
    run.detached ? `${state}, detached` : state,
    nodes,
    formatMs(run.elapsedMs),
  ];
}
