import type { NodeView } from "#protocol";
import { type CliCommand, examples, printJson, printLine } from "../command.ts";
import { needGateway } from "../find-gateway.ts";
import { readKeyFile } from "../key-file.ts";
import { wholeIn } from "../parse-options.ts";

interface Options {
  readonly name?: string;
  readonly keyFile?: string;
  readonly board?: number;
  readonly json?: boolean;
}

export const attach: CliCommand = (program) => {
  const command = program
    .command("attach")
    .summary("attach a node at an address")
    .description(
      "Attaches a node that runs elsewhere. It is remembered, and found again by the next start.",
    )
    .argument("<url>", "its address, as in http://127.0.0.1:7801 or serial:/dev/ttyUSB0")
    .option("--name <name>", "name in this cluster (default: the one that it tells)")
    .option("--key-file <file>", "file with its key, 64 hexadecimal digits")
    .option(
      "--board <number>",
      "its links are wired to switch ports 2n and 2n+1",
      wholeIn(0, 7, "board"),
    )
    .option("--json", "as JSON")
    .action(async (url: string, { keyFile, json, ...rest }: Options) => {
      const key = keyFile === undefined ? {} : { key: readKeyFile(keyFile) };
      const client = await needGateway();
      const node = await client.post<NodeView>("/api/nodes", { url, ...rest, ...key });
      if (json) printJson(node);
      else
        printLine(
          `attached ${node.name}: ${node.info?.kind}, firmware ${node.info?.firmware}, ${node.url}`,
        );
    });
  examples(
    command,
    "npx vnetos attach http://127.0.0.1:7801 --name b7",
    "npx vnetos attach http://10.0.0.17 --key-file b7.key --board 7",
    "npx vnetos attach serial:/dev/ttyUSB0",
  );
};

export const detach: CliCommand = (program) => {
  const command = program
    .command("detach")
    .summary("let go of an attached node")
    .description("Ends the session with an attached node; the workers of that session end with it.")
    .argument("<node>", "its name")
    .action(async (node: string) => {
      await (await needGateway()).delete(`/api/nodes/${encodeURIComponent(node)}`);
      printLine(`detached ${node}`);
    });
  examples(command, "npx vnetos detach b7");
};
