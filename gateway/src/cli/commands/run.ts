import { readFileSync } from "node:fs";
import { type RunRequest, VnetosError } from "#protocol";
import { collectSources } from "../collect-sources.ts";
import { type CliCommand, examples } from "../command.ts";
import { names, numberIn, wholeIn } from "../parse-options.ts";
import { runApp } from "../run-app.ts";
import { createRunReporter } from "../run-reporter.ts";
import { INTERRUPTED } from "../signals.ts";
import { withGateway } from "../with-gateway.ts";

interface Options {
  readonly nodes?: string[];
  readonly input?: string;
  readonly args?: string[];
  readonly timeout?: number;
  readonly memory?: number;
  readonly cpu?: number;
  readonly out: string;
  readonly detach?: boolean;
  readonly json?: boolean;
}

/** What a timer can count, 2^31 - 1 ms. */
const MAX_TIMEOUT_S = 2_147_483;

export const run: CliCommand = (program) => {
  const command = program
    .command("run")
    .summary("run a TypeScript app on all boards at once")
    .description(
      "Compiles an app, places one worker on each node, starts them together, and prints what they print.\n" +
        "Starts a cluster of its own when none is up, and ends it.",
    )
    .argument("<app.ts>", "the app's main file")
    .option("-n, --nodes <names>", "nodes to run on, by rank: b0,b3,b5 (default: all)", names)
    .option("-i, --input <file>", "text file for rank 0 to read; - for standard input")
    .option("-a, --args <words...>", "arguments for the app, up to the next option")
    .option(
      "-t, --timeout <seconds>",
      "kill the run after this time",
      numberIn(0.001, MAX_TIMEOUT_S, "timeout"),
    )
    .option("--memory <kB>", "memory budget of each worker", wholeIn(66, 1e6, "memory"))
    .option("--cpu <seconds>", "CPU time budget of each worker", numberIn(0.001, 1e6, "cpu"))
    .option("-o, --out <folder>", "where files that the app saves go", "vnetos-out")
    .option("-d, --detach", "leave it running on the cluster that is up")
    .option("--json", "one JSON object a line")
    .action(async (app: string, options: Options) => await execute(app, options));
  examples(
    command,
    "npx vnetos run tstl-apps/wordcount/main.ts --input README.md",
    "npx vnetos run my/own.ts --nodes b0,b3,b5 --args 1000 42 --json",
  );
};

async function execute(app: string, options: Options): Promise<void> {
  const request = requestOf(app, options);
  if (options.detach) return await detach(request, options);
  const reporter = createRunReporter({ json: options.json ?? false, outFolder: options.out });
  await withGateway({ quiet: options.json ?? false }, async (client) => {
    const { run, interrupted } = await runApp(client, request, reporter);
    reporter.end(run);
    if (interrupted) process.exitCode = INTERRUPTED;
    else if (run.exit?.status !== "ok") process.exitCode = 1;
  });
}

async function detach(request: RunRequest, options: Options): Promise<void> {
  const { needGateway } = await import("../find-gateway.ts");
  const client = await needGateway();
  const view = await client.post<{ id: string; ranks: readonly unknown[] }>("/api/runs", {
    ...request,
    detached: true,
  });
  if (options.json) process.stdout.write(`${JSON.stringify(view)}\n`);
  else process.stdout.write(`${view.id} runs on ${view.ranks.length} nodes: see npx vnetos ps\n`);
}

function requestOf(app: string, options: Options): RunRequest {
  return {
    app: collectSources(app),
    ...(options.nodes && { nodes: options.nodes }),
    ...(options.args && { args: options.args }),
    ...(options.input !== undefined && { input: readInput(options.input) }),
    ...(options.timeout !== undefined && { timeoutMs: options.timeout * 1000 }),
    ...(options.memory !== undefined && { memoryBytes: options.memory * 1000 }),
    ...(options.cpu !== undefined && { cpuMs: Math.round(options.cpu * 1000) }),
  };
}

function readInput(file: string): string {
  try {
    return readFileSync(file === "-" ? 0 : file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === "ENOENT" ? "no such file" : (error as Error).message;
    throw new VnetosError("not-found", `input ${file}: ${why}`, { cause: error });
  }
}
