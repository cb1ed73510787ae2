import { NO_ACTIVITY, type RankView, type RunView, type WorkerActivity } from "#protocol";
import { formatBytes, formatMs } from "./ui/bytes.ts";
import { type Style, styleFor } from "./ui/style.ts";
import { formatTable } from "./ui/table.ts";

const HEAD = [
  "RANK",
  "NODE",
  "COMPUTING",
  "QUEUED",
  "WAITING",
  "SENDING",
  "ELAPSED",
  "SENT",
  "BYTES",
  "GOT",
  "BYTES",
];

/** What the figures mean. */
export const STATS_LEGEND = `computing: its Lua code ran. queued: it could run, but others had their turn.
waiting: in receive, a lock, sleep or input, or for room for its output.
sending: until the message was in the receiver's queue.
sent, got: messages. Virtual boards share this machine's cores and have no CPU
clock: computing is the time within a worker's own turns.`;

/** Where each rank's time went, what it sent and received, and all of it together. */
export function statsTable(run: RunView, style: Style = styleFor(process.stderr)): string {
  const known = run.ranks.flatMap(({ activity }) => (activity ? [activity] : []));
  const rows = [
    ...run.ranks.map(rankRow),
    ["", "all", ...cells(known.reduce(together, NO_ACTIVITY))],
  ];
  const missing = run.ranks.filter(({ activity }) => !activity).map(({ node }) => node);
  const told = missing.length === 0 ? "" : `\n-: ${missing.join(", ")} could not tell any more`;
  return `${formatTable(HEAD, rows, style)}${told}`;
}

/** All of a worker's time from its start to its end, microseconds. */
export function lifeUs(activity: WorkerActivity): number {
  return activity.computing + activity.queued + activity.sending + waitingUs(activity);
}

function waitingUs({ receiving, locking, sleeping, input, output }: WorkerActivity): number {
  return receiving + locking + sleeping + input + output;
}

function rankRow({ rank, node, activity }: RankView): string[] {
  return [String(rank), node, ...(activity ? cells(activity) : HEAD.slice(2).map(() => "-"))];
}

function cells(activity: WorkerActivity): string[] {
  const { computing, queued, sending, messagesOut, bytesOut, messagesIn, bytesIn } = activity;
  const times = [computing, queued, waitingUs(activity), sending, lifeUs(activity)];
  return [
    ...times.map((us) => formatMs(us / 1000)),
    String(messagesOut),
    formatBytes(bytesOut),
    String(messagesIn),
    formatBytes(bytesIn),
  ];
}

function together(sum: WorkerActivity, one: WorkerActivity): WorkerActivity {
  const fields = Object.keys(NO_ACTIVITY) as (keyof WorkerActivity)[];
  const entries = fields.map((field) => [field, sum[field] + one[field]]);
  return Object.fromEntries(entries) as unknown as WorkerActivity;
}
