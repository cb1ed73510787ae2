import type { RunView } from "#protocol";

/** Runs that the page lists. */
export const RUNS_KEPT = 50;

export function keepRuns(runs: readonly RunView[]): readonly RunView[] {
  const newestFirst = [...runs].sort((a, b) => Date.parse(b.startedAt) - Date.parse(a.startedAt));
  return newestFirst.slice(0, RUNS_KEPT);
}

export function upsertRun(runs: readonly RunView[], run: RunView): readonly RunView[] {
  return keepRuns([run, ...runs.filter((other) => other.id !== run.id)]);
}
