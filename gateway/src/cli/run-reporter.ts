import type { RankView, RunView, WorkerExit } from "#protocol";
import { ReceivedFiles } from "./received-files.ts";
import type { RunWatcher } from "./run-app.ts";
import { formatBytes, formatMs } from "./ui/bytes.ts";
import { createPrefixer } from "./ui/prefix.ts";
import { styleFor } from "./ui/style.ts";

/** Shows a run to a person or to a script. */
export interface RunReporter extends RunWatcher {
  /** How it ended. */
  end(run: RunView): void;
}

export function createRunReporter(options: { json: boolean; outFolder: string }): RunReporter {
  const files = new ReceivedFiles(options.outFolder);
  return options.json ? jsonReporter(files) : textReporter(files);
}

function jsonReporter(files: ReceivedFiles): RunReporter {
  const print = (value: object) => void process.stdout.write(`${JSON.stringify(value)}\n`);
  return {
    onEvent(event) {
      if (event.type === "output") {
        const { type, time, node, rank, worker, stream, text } = event;
        print({ type, time, node, rank, worker, stream, text });
        return;
      }
      const file = files.take(event);
      if (file) print({ type: "file", node: event.node, ...file });
    },
    onNotice: (message) => print({ type: "notice", message }),
    end(run) {
      files.close();
      print({ type: "run", run });
    },
  };
}

function textReporter(files: ReceivedFiles): RunReporter {
  const prefixer = createPrefixer((line) => process.stdout.write(`${line}\n`));
  const style = styleFor(process.stderr);
  const tell = (line: string) => void process.stderr.write(`${line}\n`);
  return {
    onEvent(event) {
      if (event.type === "output")
        prefixer.write({ ...event, key: `${event.node}/${event.worker}` });
      else {
        const file = files.take(event);
        if (file) tell(style.dim(`${event.node} wrote ${file.path} (${formatBytes(file.bytes)})`));
      }
    },
    onNotice: (message) => tell(style.yellow(message)),
    end(run) {
      files.close();
      prefixer.flush();
      for (const [exit, ranks] of failures(run)) tell(style.red(describe(exit, ranks)));
      if (run.exit?.status !== "ok" || process.stderr.isTTY) tell(style.dim(summary(run)));
    },
  };
}

/** Ranks that failed in the same way are told together. */
function failures(run: RunView): [WorkerExit, RankView[]][] {
  const byText = new Map<string, [WorkerExit, RankView[]]>();
  for (const rank of run.ranks) {
    if (!rank.exit || rank.exit.status === "ok") continue;
    const text = JSON.stringify(rank.exit);
    const known = byText.get(text);
    if (known) known[1].push(rank);
    else byText.set(text, [rank.exit, [rank]]);
  }
  return [...byText.values()];
}

function describe({ error, status }: WorkerExit, ranks: readonly RankView[]): string {
  const who = ranks.map(({ node, rank }) => `${node} (rank ${rank})`).join(", ");
  const what = error?.message ?? status;
  return error?.traceback ? `${who}: ${what}\n${error.traceback}` : `${who}: ${what}`;
}

function summary(run: RunView): string {
  const how = run.exit?.status ?? run.state;
  const count = run.ranks.length === 1 ? "1 rank" : `${run.ranks.length} ranks`;
  return `${run.id} ${run.name}: ${how}, ${count}, ${formatMs(run.elapsedMs)}`;
}
