import { readFileSync } from "node:fs";
import { type NetworkDocument, VnetosError } from "#protocol";
import { type CliCommand, examples, printJson, printLine } from "../command.ts";
import { needGateway } from "../find-gateway.ts";

export const load: CliCommand = (program) => {
  const command = program
    .command("load")
    .summary("make the cluster what a file says")
    .description(
      "Loads a network that `vnetos save` wrote. What runs now is ended; a broken file changes nothing.",
    )
    .argument("<file>", "JSON file; - for standard input")
    .option("--json", "as JSON")
    .action(async (file: string, options: { json?: boolean }) => {
      const document = parse(file, read(file));
      const loaded = await (await needGateway()).put<NetworkDocument>("/api/network", document);
      if (options.json) return printJson(loaded);
      const { nodes, connections, runs, topology } = loaded;
      printLine(
        `loaded ${file}: ${nodes.length} nodes, topology ${topology.name}, ${connections.length} connections, ${runs.length} runs`,
      );
    });
  examples(command, "npx vnetos load lab.json");
};

function read(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    throw new VnetosError("not-found", `no such file: ${file}`, { cause: error });
  }
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new VnetosError("bad-json", `${file} is no JSON: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
