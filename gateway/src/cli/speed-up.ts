import type { RunView } from "#protocol";
import { lifeUs } from "./run-stats.ts";
import { formatMs } from "./ui/bytes.ts";
import { type Style, styleFor } from "./ui/style.ts";
import { formatTable } from "./ui/table.ts";

/** One run of a sweep beside the run on the fewest boards. Absent figures: it failed, or there is nothing beside it. */
export interface SweepRow {
  readonly boards: number;
  readonly run: string;
  readonly status: "ok" | "failed" | "killed";
  /** From the start of a rank to its end: that of the rank that took longest, ms. */
  readonly elapsedMs?: number;
  readonly speedUp?: number;
  /** Speed-up for each board: 1 is perfect. */
  readonly efficiency?: number;
  /** Computing of the rank that computed most, ms. */
  readonly computingMs?: number;
  /** Computing and sending of the rank that has most of both together, ms: an estimate for a processor each. */
  readonly workMs?: number;
  readonly workSpeedUp?: number;
  readonly workEfficiency?: number;
}

interface Measured {
  readonly boards: number;
  readonly elapsedMs: number;
  readonly computingMs: number;
  readonly workMs: number;
}

/** The rows of a sweep, in the order in which it ran. */
export function sweepRows(runs: readonly RunView[]): SweepRow[] {
  const all = runs.map(measure);
  const base = all
    .filter((measured) => measured !== undefined)
    .reduce<Measured | undefined>(fewerBoards, undefined);
  return runs.map((run, i) => {
    const status = run.exit?.status ?? "failed";
    const row = { boards: run.ranks.length, run: run.id, status };
    const measured = all[i];
    return measured && base ? { ...row, ...compare(measured, base) } : row;
  });
}

const fewerBoards = (least: Measured | undefined, one: Measured) =>
  least === undefined || one.boards < least.boards ? one : least;

/** Undefined for a run that did not end well, or of which a rank is not known. */
function measure(run: RunView): Measured | undefined {
  const known = run.ranks.flatMap(({ activity }) => (activity ? [activity] : []));
  if (run.exit?.status !== "ok" || known.length < run.ranks.length) return undefined;
  return {
    boards: run.ranks.length,
    elapsedMs: Math.max(...known.map(lifeUs)) / 1000,
    computingMs: Math.max(...known.map(({ computing }) => computing)) / 1000,
    workMs: Math.max(...known.map(({ computing, sending }) => computing + sending)) / 1000,
  };
}

function compare(one: Measured, base: Measured) {
  const speedUp = base.elapsedMs / one.elapsedMs;
  const workSpeedUp = base.workMs / one.workMs;
  const times = one.boards / base.boards;
  return {
    ...{ elapsedMs: one.elapsedMs, speedUp, efficiency: speedUp / times },
    computingMs: one.computingMs,
    ...{ workMs: one.workMs, workSpeedUp, workEfficiency: workSpeedUp / times },
  };
}

const HEAD = [
  "BOARDS",
  "ELAPSED",
  "SPEED-UP",
  "EFFICIENCY",
  "COMPUTING",
  "WORK",
  "SPEED-UP*",
  "EFFICIENCY*",
];

export function sweepTable(
  rows: readonly SweepRow[],
  style: Style = styleFor(process.stderr),
): string {
  return `${formatTable(HEAD, rows.map(cells), style)}\n${style.dim(legend(rows))}`;
}

function cells(row: SweepRow): string[] {
  const { boards, status, elapsedMs, speedUp, efficiency } = row;
  if (elapsedMs === undefined) return [String(boards), status === "ok" ? "-" : status];
  return [
    String(boards),
    formatMs(elapsedMs),
    times(speedUp),
    percent(efficiency),
    formatMs(row.computingMs ?? 0),
    formatMs(row.workMs ?? 0),
    times(row.workSpeedUp),
    percent(row.workEfficiency),
  ];
}

const times = (value = Number.NaN) => (Number.isFinite(value) ? value.toFixed(2) : "-");
const percent = (value = Number.NaN) =>
  Number.isFinite(value) ? `${Math.round(value * 100)} %` : "-";

function legend(rows: readonly SweepRow[]): string {
  const fewest = Math.min(...rows.filter((r) => r.elapsedMs !== undefined).map((r) => r.boards));
  if (!Number.isFinite(fewest)) return "no run ended well: there is nothing to compare";
  const base = fewest === 1 ? "1 board" : `${fewest} boards (the fewest of this sweep)`;
  return `compared with ${base}; efficiency is speed-up for each board.
elapsed: measured, start to end of the rank that took longest. Virtual boards
share this machine's cores, so this cannot gain more than there are.
* by work: computing and sending of the rank that has most of both. Nearer to what
boards with a processor each gain; but virtual boards have no CPU clock: computing
is the time that passes within a rank's own turns, whatever else this machine does
in them, and sending waits for the receiver's turn.`;
}
