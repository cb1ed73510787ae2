import {
  type FlashBoardView,
  type FlashJobView,
  type FlashPortView,
  type FlashState,
  fromWireError,
} from "#protocol";
import type { GatewayClient } from "./gateway-client.ts";
import { formatMs } from "./ui/bytes.ts";
import { createProgress, type Progress } from "./ui/progress.ts";
import { formatTable } from "./ui/table.ts";

const LOOK_MS = 200;

/** Tells each step of each board in a line on standard error, until the job ends. @throws VnetosError why no board was begun */
export async function followFlash(
  client: GatewayClient,
  begun: FlashJobView,
  quiet: boolean,
): Promise<FlashJobView> {
  const progress = createProgress({ quiet });
  const told = new Map<string, string>();
  let job = begun;
  try {
    progress.start(`compiling ${job.sketch || "the firmware"}`);
    for (; job.state !== "ended"; job = await client.get<FlashJobView>(`/api/flash/${job.id}`)) {
      tellNews(progress, job, told);
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    }
    tellNews(progress, job, told);
  } finally {
    progress.stop();
  }
  if (!job.error) return job;
  if (job.compilerText && !quiet) process.stderr.write(`${job.compilerText.trimEnd()}\n`);
  throw fromWireError(job.error);
}

function tellNews(progress: Progress, job: FlashJobView, told: Map<string, string>): void {
  if (job.build && !told.has("build")) {
    const { id, cached, compileMs } = job.build;
    told.set("build", id);
    progress.line(`build ${id}: ${cached ? "as it was" : `compiled in ${formatMs(compileMs)}`}`);
    progress.start(`flashing ${job.boards.length} boards; job ${job.id}`);
  }
  for (const board of job.boards) {
    const line = lineOf(board);
    if (told.get(board.port) === line || board.state === "waiting") continue;
    told.set(board.port, line);
    progress.line(line);
  }
}

function lineOf({ name, port, state, tries, error }: FlashBoardView): string {
  const again = state === "uploading" && tries > 1 ? `, try ${tries}` : "";
  return `${name} ${port}: ${STATES[state]}${again}${error ? `: ${error.message}` : ""}`;
}

const STATES: Readonly<Record<FlashState, string>> = {
  waiting: "waiting",
  uploading: "uploading",
  "setting-up": "setting up",
  verifying: "verifying",
  done: "done",
  unchanged: "has all of it already",
  absent: "absent",
  failed: "failed",
};

export function flashTable(job: FlashJobView): string {
  const rows = job.boards.map((board) => [
    board.name,
    board.port,
    STATES[board.state],
    String(board.tries),
    formatMs(board.elapsedMs),
    board.firmware ?? "-",
    board.url ?? "-",
    board.error?.message ?? "",
  ]);
  const head = ["BOARD", "PORT", "RESULT", "UPLOADS", "TIME", "FIRMWARE", "ADDRESS", "WHY"];
  const logs = job.boards.filter(({ state, log }) => state === "failed" && log !== undefined);
  const more = logs.map(({ name, log }) => `${name}: all that its upload printed is in ${log}`);
  return [formatTable(head, rows), ...more].join("\n");
}

/** A board that somebody named must be there; of all boards, those that are there must be done. */
export function isAllDone(job: FlashJobView, named: boolean): boolean {
  const good: FlashState[] = named ? ["done", "unchanged"] : ["done", "unchanged", "absent"];
  return job.boards.every(({ state }) => good.includes(state));
}

export function flashPortsTable(ports: readonly FlashPortView[]): string {
  const rows = ports.map(({ port, boards, info, flashedAt, build }) => [
    port,
    boards.map(({ name }) => name).join(", ") || "-",
    info ? info.name : "-",
    info ? `${info.kind} ${info.firmware}` : "-",
    info ? formatMs(info.uptimeMs) : "-",
    flashedAt ? flashedAt.slice(0, 19).replace("T", " ") : "-",
    build ?? "-",
  ]);
  return formatTable(["PORT", "KIND", "BOARD", "FIRMWARE", "UP FOR", "FLASHED", "BUILD"], rows);
}
