import { readFileSync } from "node:fs";
import { type TopologyRequest, type TopologyView, VnetosError } from "#protocol";
import { type CliCommand, examples, printJson, printLine } from "../command.ts";
import { needGateway } from "../find-gateway.ts";
import { formatTable } from "../ui/table.ts";

export const topology: CliCommand = (program) => {
  const command = program
    .command("topology")
    .summary("show or set who is whose neighbour")
    .description(
      "Shows the topology, or sets it: ring, mesh, torus, star, tree, hypercube, full,\n" +
        'or a file {"edges": [["b0", "b1"], ...]}. Programs that run go on over the new routes.',
    )
    .argument("[shape]", "a named shape or a JSON file")
    .option("--json", "as JSON")
    .action(async (shape: string | undefined, options: { json?: boolean }) => {
      const request = shape === undefined ? undefined : requestOf(shape);
      const client = await needGateway();
      const view = request
        ? await client.put<TopologyView>("/api/topology", request)
        : await client.get<TopologyView>("/api/topology");
      if (options.json) return printJson(view);
      printLine(`topology ${view.name}, ${view.edges.length} edges`);
      printLine(formatTable(["NODE", "NEIGHBOURS"], neighbours(view)));
    });
  examples(
    command,
    "npx vnetos topology ring",
    "npx vnetos topology my-net.json",
    "npx vnetos topology",
  );
};

function requestOf(shape: string): TopologyRequest {
  if (!shape.endsWith(".json")) return { name: shape };
  const text = readText(shape);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new VnetosError("bad-json", `${shape}: ${(error as Error).message}`, { cause: error });
  }
  const { edges } = (value ?? {}) as { edges?: unknown };
  if (!Array.isArray(edges) || !edges.every(isPair))
    throw new VnetosError("bad-request", `${shape}: must be {"edges": [["b0", "b1"], ...]}`);
  return { name: "custom", edges };
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new VnetosError("not-found", `no such file: ${file}`, { cause: error });
  }
}

const isPair = (edge: unknown): edge is [string, string] =>
  Array.isArray(edge) && edge.length === 2 && edge.every((name) => typeof name === "string");

function neighbours({ edges }: TopologyView): string[][] {
  const of = new Map<string, string[]>();
  const add = (a: string, b: string) => of.set(a, [...(of.get(a) ?? []), b]);
  for (const [a, b] of edges) {
    add(a, b);
    add(b, a);
  }
  return [...of].sort().map(([name, others]) => [name, others.sort().join(" ")]);
}
