import {
  choiceArgument,
  gather,
  type Received,
  random,
  rank,
  receive,
  send,
  size,
  sleep,
  wholeArgument,
} from "vnetos";
import type { Message } from "./message.ts";
import { Mutex } from "./mutex.ts";
import { report, type Visit } from "./report.ts";

const entries = wholeArgument(0, "entries", { standard: 16, least: 1, most: 500 });
const mode = choiceArgument(1, "mode", ["lock", "free"]);
const seed = wholeArgument(2, "seed", { standard: 1, least: 0, most: 2_147_483_645 });

/** The thing that all boards share lives on rank 0: a number that anyone may read and write. */
const OWNER = 0;
let shared = 0;

const draw = random(seed, rank);
const mutex = new Mutex();
let answer: number | undefined;
let finished = 0;

// The entries are dealt out to the boards. Each of them adds 1 to the shared number, in two steps.
const visits: Visit[] = [];
for (let entry = rank; entry < entries; entry += size) {
  sleep(4 * draw());
  const asked = mode === "lock" ? mutex.request().time : 0;
  if (mode === "lock") waitUntil(() => mutex.granted);
  const entered = mutex.tick().time;
  const value = access({ kind: "read" });
  sleep(2 * draw());
  access({ kind: "write", value: value + 1 });
  const left = mutex.tick().time;
  visits.push({ rank, asked, entered, left, value });
  if (mode === "lock") mutex.release();
}

// A board that is done still answers the others, until all are done.
for (let to = 0; to < size; to++) send<Message>(to, { kind: "finished" });
waitUntil(() => finished === size);
const all = gather({ visits, sent: mutex.sent });
if (all !== undefined) report(all, shared, mode);

function waitUntil(ready: () => boolean): void {
  while (!ready()) handle(receive<Message>());
}

/** Reads or writes the shared number. */
function access(message: Message): number {
  answer = undefined;
  send<Message>(OWNER, message);
  waitUntil(() => answer !== undefined);
  return answer as unknown as number;
}

function handle({ from, value: message }: Received<Message>): void {
  if (message.kind === "request") mutex.onRequest(from, message.stamp);
  else if (message.kind === "grant") mutex.onGrant(message.stamp);
  else if (message.kind === "answer") answer = message.value;
  else if (message.kind === "finished") finished++;
  else {
    if (message.kind === "write") shared = message.value;
    send<Message>(from, { kind: "answer", value: shared });
  }
}
