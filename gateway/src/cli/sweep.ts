import type { RunRequest, RunView } from "#protocol";
import { firstBoards } from "./chosen-nodes.ts";
import type { GatewayClient } from "./gateway-client.ts";
import { runApp } from "./run-app.ts";
import type { RunReporter } from "./run-reporter.ts";

/** Runs an app once on each number of boards, in turn. Ctrl-C ends it with the run that is under way. */
export async function sweep(
  client: GatewayClient,
  request: RunRequest,
  options: {
    readonly counts: readonly number[];
    readonly reporter: () => RunReporter;
    /** Before each run. */
    readonly onNext: (which: number, nodes: readonly string[]) => void;
    readonly onEnd: (run: RunView) => void;
  },
): Promise<{ runs: RunView[]; interrupted: boolean }> {
  const runs: RunView[] = [];
  for (const [i, nodes] of (await firstBoards(client, options.counts)).entries()) {
    options.onNext(i, nodes);
    const reporter = options.reporter();
    const { run, interrupted } = await runApp(client, { ...request, nodes }, reporter);
    reporter.end(run);
    runs.push(run);
    if (interrupted) return { runs, interrupted };
    options.onEnd(run);
  }
  return { runs, interrupted: false };
}
