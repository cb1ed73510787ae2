import { gather, rank, receive, send, size, sleep, tryReceive, wholeArgument } from "vnetos";
import { Branch } from "./branch.ts";
import type { Message } from "./message.ts";
import { report } from "./report.ts";
import { Snapshot } from "./snapshot.ts";

const transfers = wholeArgument(0, "transfers", { standard: 8, least: 1, most: 200 });
const seed = wholeArgument(1, "seed", { standard: 1, least: 0, most: 2_147_483_645 });
const starter = wholeArgument(2, "starter", { standard: 0, least: 0, most: size - 1 });

const branch = new Branch(seed);
const snapshot = new Snapshot<number>(() => branch.record(), sendMarker);
let finishedPeers = 0;

// Every branch sends money to others and takes what comes, one message at a time, so that some is always on the way.
for (let i = 0; i < transfers; i++) {
  if (rank === starter && i === Math.floor(transfers / 2)) snapshot.begin();
  branch.transfer();
  const arrived = tryReceive<Message>();
  if (arrived !== undefined) handle(arrived.from, arrived.value);
  sleep(branch.pauseMs());
}

// Done with its own transfers, a branch listens until all are done and the picture is complete.
tellAll({ kind: "finished" });
while (finishedPeers < size - 1 || !snapshot.complete) {
  const { from, value } = receive<Message>();
  handle(from, value);
}

const pictures = gather({
  events: branch.events,
  balance: snapshot.state as number,
  channels: snapshot.channels,
});
if (pictures !== undefined) report(pictures);

function handle(from: number, message: Message): void {
  if (message.kind === "marker") {
    branch.events.push(`marker<${from}`);
    snapshot.onMarker(from);
  } else if (message.kind === "finished") {
    finishedPeers++;
  } else {
    snapshot.onMessage(from, message.amount);
    branch.take(from, message.amount);
  }
}

function sendMarker(): void {
  tellAll({ kind: "marker" });
}

function tellAll(message: Message): void {
  for (let to = 0; to < size; to++) if (to !== rank) send<Message>(to, message);
}
