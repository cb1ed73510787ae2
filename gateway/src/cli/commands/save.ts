import { writeFileSync } from "node:fs";
import { type NetworkDocument, VnetosError } from "#protocol";
import { type CliCommand, examples, printLine } from "../command.ts";
import { needGateway } from "../find-gateway.ts";

export const save: CliCommand = (program) => {
  const command = program
    .command("save")
    .summary("write the whole network to a file, code included")
    .description(
      "Writes nodes, topology, connections, faults and detached runs with their sources. Keys stay here.",
    )
    .argument("<file>", "JSON file; - for standard output")
    .action(async (file: string) => {
      const document = await (await needGateway()).get<NetworkDocument>("/api/network");
      const text = `${JSON.stringify(document, undefined, 2)}\n`;
      if (file === "-") {
        process.stdout.write(text);
        return;
      }
      write(file, text);
      const { nodes, connections, runs } = document;
      printLine(
        `saved ${file}: ${nodes.length} nodes, ${connections.length} connections, ${runs.length} runs`,
      );
    });
  examples(command, "npx vnetos save lab.json");
};

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new VnetosError("forbidden", `cannot write ${file}: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
