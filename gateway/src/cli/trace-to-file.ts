import { accessSync, constants, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { type TracedRank, type TraceFile, VnetosError } from "#protocol";
import type { GatewayClient } from "./gateway-client.ts";
import { formatBytes, formatMs } from "./ui/bytes.ts";

/** What was written, for scripts. */
export interface WrittenTrace {
  readonly file: string;
  readonly bytes: number;
  readonly told: TraceFile["otherData"];
}

/** @throws VnetosError `forbidden`: said before a long run rather than after it */
export function checkWritable(file: string): void {
  const why = whyNot(file);
  if (why) throw new VnetosError("forbidden", `trace ${file}: ${why}`);
}

function whyNot(file: string): string | undefined {
  const known = statSync(file, { throwIfNoEntry: false });
  if (known?.isDirectory()) return "that is a folder, give the name of a file";
  try {
    accessSync(known ? file : dirname(file), constants.W_OK);
    return undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === "ENOENT" ? `there is no folder ${dirname(file)}` : (error as Error).message;
  }
}

/** Fetches the trace of a run that has ended, and writes it. */
export async function traceToFile(
  client: GatewayClient,
  run: string,
  file: string,
): Promise<WrittenTrace> {
  const trace = await client.get<TraceFile>(`/api/runs/${run}/trace`);
  const text = JSON.stringify(trace);
  writeFileSync(file, text);
  return { file, bytes: Buffer.byteLength(text), told: trace.otherData };
}

/** What a person should know of a trace: where it is, how sure its times are, and what is not in it. */
export function traceLines({ file, bytes, told }: WrittenTrace): string[] {
  const records = told.ranks.reduce((sum, rank) => sum + rank.records, 0);
  const sure = Math.max(...told.clocks.map(({ roundTripUs }) => roundTripUs / 2000), 0);
  return [
    `${file} (${formatBytes(bytes)}): ${records} records, ${told.messages} messages, clocks alike within ${formatMs(sure)}`,
    ...told.ranks.flatMap(missingOf),
    ...dropLines(told.ranks),
    ...(told.backwards > 0
      ? [`${told.backwards} messages without an arrow: the boards' clocks drift`]
      : []),
    "open it at https://ui.perfetto.dev or in chrome://tracing",
  ];
}

function missingOf({ rank, node, missing }: TracedRank): string[] {
  return missing === undefined ? [] : [`rank ${rank} (${node}) is not in it: ${missing}`];
}

/** What had no room, of all ranks together, and how much room would do. */
function dropLines(ranks: readonly TracedRank[]): string[] {
  const short = ranks.filter(({ dropped }) => dropped > 0);
  if (short.length === 0) return [];
  const dropped = short.reduce((sum, rank) => sum + rank.dropped, 0);
  const all = Math.max(...short.map((rank) => rank.records + rank.dropped));
  const who = short.map(({ rank }) => rank).join(", ");
  return [
    `the oldest ${dropped} records had no room (of ranks ${who})`,
    `--trace-records ${all} keeps all`,
  ];
}
