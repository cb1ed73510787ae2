import { join } from "node:path";
import { packageRoot } from "#cluster/package";
import { type BoardChoice, boardOption } from "../board-option.ts";
import { collectSources } from "../collect-sources.ts";
import { type CliCommand, examples } from "../command.ts";
import type { GatewayClient } from "../gateway-client.ts";
import { runApp } from "../run-app.ts";
import { createRunReporter, type RunReporter } from "../run-reporter.ts";
import { serveCluster } from "../serve-cluster.ts";
import { style } from "../ui/style.ts";

const APP = "tstl-apps/hello/main.ts";

export const start: CliCommand = (program) => {
  const command = program
    .command("start")
    .summary("a demonstration: start a cluster, run the first app on it, stay up")
    .description(
      `What \`npm start\` does: starts a cluster, runs ${APP} on all boards, and stays up until Ctrl-C.`,
    )
    .addOption(boardOption())
    .action(
      async ({ board }: { board: BoardChoice }) =>
        await serveCluster({ boards: 8, board, onUp: demonstrate }),
    );
  examples(command, "npm start", "npm start -- --board fengari");
};

async function demonstrate(client: GatewayClient): Promise<void> {
  const reporter: RunReporter = {
    ...createRunReporter({ json: false, outFolder: "vnetos-out" }),
    // The cluster that is served here tells its notices itself.
    onNotice() {},
  };
  process.stdout.write(`${style.dim(`$ npx vnetos run ${APP}`)}\n`);
  const { run } = await runApp(client, { app: collectSources(join(packageRoot, APP)) }, reporter);
  reporter.end(run);
}
