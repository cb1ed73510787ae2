import { InvalidArgumentError } from "commander";
import type { ConnectionView, PortRef } from "#protocol";
import { type CliCommand, examples, printJson, printLine } from "../command.ts";
import { needGateway } from "../find-gateway.ts";
import { formatTable } from "../ui/table.ts";

export const connect: CliCommand = (program) => {
  const command = program
    .command("connect")
    .summary("tie two ports together, or list connections")
    .description(
      "Ties a port of one node to a port of another (or of the same), until `vnetos disconnect`.",
    )
    .argument("[from]", "a port as in b0:sensor", portRef)
    .argument("[to]", "a port as in b5:filter", portRef)
    .option("--id <name>", "name of the connection (default: made from the ports)")
    .option("--json", "as JSON")
    .action(
      async (
        a: PortRef | undefined,
        b: PortRef | undefined,
        options: { id?: string; json?: boolean },
      ) => {
        const client = await needGateway();
        if (a && !b)
          throw new InvalidArgumentError("a connection has two ends: b0:sensor b5:filter.");
        if (a && b) {
          const id = options.id ?? `${a.node}.${a.port}-${b.node}.${b.port}`;
          await client.put(`/api/connections/${encodeURIComponent(id)}`, { a, b });
        }
        const list = await client.get<ConnectionView[]>("/api/connections");
        if (options.json) return printJson(list);
        if (list.length === 0) return printLine("no connections");
        const rows = list.map((c) => [
          c.id,
          `${c.a.node}:${c.a.port}`,
          `${c.b.node}:${c.b.port}`,
          c.state,
        ]);
        printLine(formatTable(["CONNECTION", "FROM", "TO", "STATE"], rows));
      },
    );
  examples(command, "npx vnetos connect b0:sensor b5:filter", "npx vnetos connect");
};

export const disconnect: CliCommand = (program) => {
  const command = program
    .command("disconnect")
    .summary("untie two ports")
    .description("Removes a connection.")
    .argument("<id>", "its name")
    .action(async (id: string) => {
      await (await needGateway()).delete(`/api/connections/${encodeURIComponent(id)}`);
      printLine(`disconnected ${id}`);
    });
  examples(command, "npx vnetos disconnect b0.sensor-b5.filter");
};

function portRef(text: string): PortRef {
  const match = /^([^:]+):([^:]+)$/.exec(text);
  if (!match) throw new InvalidArgumentError("a port is written as in b0:sensor.");
  return { node: match[1] as string, port: match[2] as string };
}
