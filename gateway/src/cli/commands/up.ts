import { type BoardChoice, boardOption } from "../board-option.ts";
import { type CliCommand, examples } from "../command.ts";
import { wholeIn } from "../parse-options.ts";
import { serveCluster } from "../serve-cluster.ts";

interface Options {
  readonly boards: number;
  readonly board: BoardChoice;
  readonly port?: number;
}

export const up: CliCommand = (program) => {
  const command = program
    .command("up")
    .summary("start a cluster and keep it up until Ctrl-C")
    .description(
      "Starts gateway, switch and virtual boards, and keeps them up until Ctrl-C or `vnetos down`.",
    )
    .option("-b, --boards <number>", "virtual boards", wholeIn(0, 8, "boards"), 8)
    .addOption(boardOption())
    .option("-p, --port <number>", "port of the API and the page", wholeIn(0, 65_535, "port"))
    .action(async (options: Options) => await serveCluster(options));
  examples(
    command,
    "npx vnetos up",
    "npx vnetos up --boards 4 --port 8080",
    "npx vnetos up --board fengari",
  );
};
