import type { Inbox } from "../../lua-runtime/src/ports/index.ts";
import { Simulation } from "./simulation.ts";

export interface GoodputOptions {
  readonly seed: number;
  /** Bit error rate, 0..1. */
  readonly ber: number;
  /** one: of the sender's cables only, so a frame meets it once. all: of every cable, twice. */
  readonly noisy: "one" | "all";
  /** Links of each board that are used. */
  readonly links: 1 | 2;
  readonly messageBytes: number;
  /** Simulated. */
  readonly forMs: number;
  readonly baud?: number;
}

export interface Goodput {
  /** Bytes of messages delivered, of what the used links could carry in raw bytes: 0..1. */
  readonly ofLineRate: number;
  readonly messages: number;
  readonly wrong: number;
  readonly retries: number;
}

/** One board streams messages to another as fast as they are taken. */
export function measureGoodput(options: GoodputOptions): Goodput {
  const { seed, ber, links, messageBytes, forMs, baud = 5_000_000 } = options;
  const simulation = new Simulation({ seed, boards: 2, links, cable: { baud } });
  const [a, b] = [simulation.worker(0, ["out"]), simulation.worker(1, ["in"])];
  simulation.connect({ board: 0, port: "out" }, { board: 1, port: "in" });
  if (options.noisy === "all") simulation.allCables({ ber });
  else for (const link of [0, 1]) simulation.cable(0, link, { ber });
  simulation.run(100);
  const message = simulation.random.bytes(messageBytes);
  const arrived = receiveAll(b, message);
  // The first messages find out how bad the line is.
  for (let i = 0; i < 4; i++) streamFrom(simulation, a, message);
  simulation.run(200);
  const before = arrived.messages;
  simulation.run(forMs);
  const messages = arrived.messages - before;
  const line = (links * baud * forMs) / 10_000;
  const retries = simulation
    .board(0)
    .links.stats()
    .reduce((sum, stats) => sum + stats.retries, 0);
  return {
    ofLineRate: (messages * messageBytes) / line,
    messages,
    wrong: arrived.wrong,
    retries,
  };
}

function streamFrom(simulation: Simulation, from: Inbox, message: Uint8Array): void {
  simulation.board(0).ports.send("out", from, message, () => streamFrom(simulation, from, message));
}

function receiveAll(inbox: Inbox, message: Uint8Array): { messages: number; wrong: number } {
  const count = { messages: 0, wrong: 0 };
  inbox.onArrival = () => {
    for (let next = inbox.take(); next !== undefined; next = inbox.take()) {
      const isRight = next.kind === "message" && Buffer.compare(next.text, message) === 0;
      count[isRight ? "messages" : "wrong"] += 1;
    }
  };
  return count;
}
