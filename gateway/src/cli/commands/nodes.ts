import type { NodeView } from "#protocol";
import { type CliCommand, examples, printJson, printLine } from "../command.ts";
import { needGateway } from "../find-gateway.ts";
import { formatBytes, formatMs } from "../ui/bytes.ts";
import { formatTable } from "../ui/table.ts";

export const nodes: CliCommand = (program) => {
  const command = program
    .command("nodes")
    .summary("list nodes: state, memory, workers, links")
    .description("Lists the nodes of the cluster, or shows one.")
    .argument("[node]", "only this one")
    .option("--json", "as JSON")
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const client = await needGateway();
      const list = name
        ? [await client.get<NodeView>(`/api/nodes/${encodeURIComponent(name)}`)]
        : await client.get<NodeView[]>("/api/nodes");
      if (options.json) return printJson(name ? list[0] : list);
      if (list.length === 0) return printLine("no nodes");
      printLine(formatTable(HEAD, list.map(row)));
      for (const node of list)
        if (node.state !== "up") printLine(`${node.name}: ${node.reason ?? node.state}`);
    });
  examples(command, "npx vnetos nodes", "npx vnetos nodes b3 --json");
};

const HEAD = ["NODE", "KIND", "STATE", "WORKERS", "MEMORY", "CPU", "LINKS", "RESTARTS", "ADDRESS"];

function row(node: NodeView): string[] {
  const alive = node.workers.filter((worker) => worker.state !== "ended").length;
  const links = node.links.map((link) => (link.up ? "up" : "down")).join(" ");
  return [
    node.name,
    `${node.info?.kind ?? "?"} ${node.origin}`,
    node.state,
    String(alive),
    node.memory ? formatBytes(node.memory.used) : "-",
    node.cpuMs === undefined ? "-" : formatMs(node.cpuMs),
    links || "none",
    String(node.restarts),
    node.url,
  ];
}
