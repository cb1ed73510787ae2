import { readFileSync } from "node:fs";
import { type RunRequest, type RunView, VnetosError } from "#protocol";
import { firstBoards, type NodeChoice, nodeChoice } from "../chosen-nodes.ts";
import { collectSources } from "../collect-sources.ts";
import { type CliCommand, examples } from "../command.ts";
import type { GatewayClient } from "../gateway-client.ts";
import { numberIn, wholeIn } from "../parse-options.ts";
import { runApp } from "../run-app.ts";
import { createRunReporter } from "../run-reporter.ts";
import { STATS_LEGEND, statsTable } from "../run-stats.ts";
import { INTERRUPTED } from "../signals.ts";
import { sweepRows, sweepTable } from "../speed-up.ts";
import { sweep } from "../sweep.ts";
import { checkWritable, traceLines, traceToFile, type WrittenTrace } from "../trace-to-file.ts";
import { styleFor } from "../ui/style.ts";
import { withGateway } from "../with-gateway.ts";

interface Options {
  readonly nodes?: NodeChoice;
  readonly input?: string;
  readonly args?: string[];
  readonly timeout?: number;
  readonly memory?: number;
  readonly cpu?: number;
  readonly out: string;
  readonly detach?: boolean;
  readonly stats?: boolean;
  readonly trace?: string;
  readonly traceRecords: number;
  readonly json?: boolean;
}

/** What a timer can count, 2^31 - 1 ms. */
const MAX_TIMEOUT_S = 2_147_483;

/** Records that a rank's trace keeps: some 500 kB on the board, some 2 MB in the file. */
const TRACE_RECORDS = 10_000;
const MAX_TRACE_RECORDS = 1_000_000;

export const run: CliCommand = (program) => {
  const command = program
    .command("run")
    .summary("run a TypeScript app on all boards at once")
    .description(
      "Compiles an app, places one worker on each node, starts them together, and prints what they print.\n" +
        "Starts a cluster of its own when none is up, and ends it.",
    )
    .argument("<app.ts>", "the app's main file")
    .option(
      "-n, --nodes <which>",
      "nodes to run on, by rank: b0,b3,b5; or how many boards: 4; or a sweep: 1,2,4,8 (default: all)",
      nodeChoice,
    )
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
    .option("-s, --stats", "where each rank's time went, what it sent and received")
    .option("--trace <file>", "record what every rank does, for Perfetto and chrome://tracing")
    .option(
      "--trace-records <n>",
      "records that each rank keeps: of more, the oldest go",
      wholeIn(1, MAX_TRACE_RECORDS, "trace-records"),
      TRACE_RECORDS,
    )
    .option("-d, --detach", "leave it running on the cluster that is up")
    .option("--json", "one JSON object a line")
    .action(async (app: string, options: Options) => {
      const conflict = conflictIn(options);
      if (conflict) command.error(`error: ${conflict}`);
      await execute(app, options);
    });
  examples(
    command,
    "npx vnetos run tstl-apps/wordcount/main.ts --input README.md",
    "npx vnetos run my/own.ts --nodes b0,b3,b5 --args 1000 42 --json",
    "npx vnetos run tstl-apps/pi/main.ts --stats",
    "npx vnetos run tstl-apps/pi/main.ts --trace pi.json     # open it at https://ui.perfetto.dev",
    "npx vnetos run tstl-apps/pi/main.ts --nodes 1,2,4,8     # speed-up and efficiency",
  );
};

async function execute(app: string, options: Options): Promise<void> {
  if (options.trace !== undefined) checkWritable(options.trace);
  const request = requestOf(app, options);
  if (options.detach) return await detach(request, options);
  await withGateway({ quiet: options.json ?? false }, async (client) => {
    const counts = countsOf(options);
    if (counts.length > 1) return await runSweep(client, request, options, counts);
    const [nodes] = await firstBoards(client, counts);
    await runOnce(client, nodes ? { ...request, nodes } : request, options);
  });
}

async function runOnce(
  client: GatewayClient,
  request: RunRequest,
  options: Options,
): Promise<void> {
  const reporter = reporterFor(options);
  const { run, interrupted } = await runApp(client, request, reporter);
  reporter.end(run);
  if (options.trace !== undefined)
    tellTrace(await traceToFile(client, run.id, options.trace), options);
  if (options.stats) {
    tellStats(run, options);
    tell(STATS_LEGEND, options);
  }
  noteExit([run], interrupted);
}

async function runSweep(
  client: GatewayClient,
  request: RunRequest,
  options: Options,
  counts: readonly number[],
): Promise<void> {
  const { runs, interrupted } = await sweep(client, request, {
    counts,
    reporter: () => reporterFor(options),
    onNext: (i, nodes) => {
      const boards = nodes.length === 1 ? "1 board" : `${nodes.length} boards`;
      tell(`run ${i + 1} of ${counts.length}, ${boards}: ${nodes.join(" ")}`, options);
    },
    onEnd: (run) => {
      if (options.stats) tellStats(run, options);
    },
  });
  if (options.stats) tell(STATS_LEGEND, options);
  const rows = sweepRows(runs);
  if (options.json) process.stdout.write(`${JSON.stringify({ type: "sweep", rows })}\n`);
  else process.stderr.write(`${sweepTable(rows)}\n`);
  noteExit(runs, interrupted);
}

const reporterFor = ({ json, out }: Options) =>
  createRunReporter({ json: json ?? false, outFolder: out });

/** In JSON every run tells its figures anyway. */
function tellStats(run: RunView, { json }: Options): void {
  if (!json) process.stderr.write(`${statsTable(run)}\n`);
}

function tellTrace(trace: WrittenTrace, options: Options): void {
  if (options.json) process.stdout.write(`${JSON.stringify({ type: "trace", ...trace })}\n`);
  else for (const line of traceLines(trace)) tell(line, options);
}

function tell(line: string, { json }: Options): void {
  if (!json) process.stderr.write(`${styleFor(process.stderr).dim(line)}\n`);
}

function noteExit(runs: readonly RunView[], interrupted: boolean): void {
  if (interrupted) process.exitCode = INTERRUPTED;
  else if (runs.some((run) => run.exit?.status !== "ok")) process.exitCode = 1;
}

const countsOf = ({ nodes }: Options) => (nodes && "counts" in nodes ? nodes.counts : []);

async function detach(request: RunRequest, options: Options): Promise<void> {
  const { needGateway } = await import("../find-gateway.ts");
  const client = await needGateway();
  const [nodes] = await firstBoards(client, countsOf(options));
  const view = await client.post<{ id: string; ranks: readonly unknown[] }>("/api/runs", {
    ...request,
    ...(nodes && { nodes }),
    detached: true,
  });
  if (options.json) process.stdout.write(`${JSON.stringify(view)}\n`);
  else process.stdout.write(`${view.id} runs on ${view.ranks.length} nodes: see npx vnetos ps\n`);
}

/** Options that do not go together. */
function conflictIn(options: Options): string | undefined {
  const isSweep = countsOf(options).length > 1;
  if (isSweep && options.trace !== undefined)
    return "--trace tells of one run: trace one of the sweep's, as with --nodes 4";
  if (!options.detach) return undefined;
  if (isSweep) return "a sweep (--nodes 1,2,4) runs one after the other: leave --detach away";
  if (options.stats) return "--stats tells of a run at its end: leave --detach away";
  if (options.trace !== undefined)
    return "--trace is collected at the end of a run: leave --detach away";
  return undefined;
}

function requestOf(app: string, options: Options): RunRequest {
  return {
    app: collectSources(app),
    ...(options.nodes && "names" in options.nodes && { nodes: options.nodes.names }),
    ...(options.args && { args: options.args }),
    ...(options.input !== undefined && { input: readInput(options.input) }),
    ...(options.timeout !== undefined && { timeoutMs: options.timeout * 1000 }),
    ...(options.memory !== undefined && { memoryBytes: options.memory * 1000 }),
    ...(options.trace !== undefined && { traceRecords: options.traceRecords }),
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
