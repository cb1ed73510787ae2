import type { GatewayEvent } from "#protocol";
import { type CliCommand, examples, printLine } from "../command.ts";
import { EventStream, type HelloEvent, lossOf } from "../event-stream.ts";
import { needGateway } from "../find-gateway.ts";
import { onInterrupt } from "../signals.ts";
import { createPrefixer } from "../ui/prefix.ts";
import { styleFor } from "../ui/style.ts";

interface Options {
  readonly follow?: boolean;
  readonly run?: string;
  readonly json?: boolean;
}

type Output = Extract<GatewayEvent, { type: "output" }>;

export const logs: CliCommand = (program) => {
  const command = program
    .command("logs")
    .summary("show what programs have printed")
    .description("Prints the output that the gateway has kept, of one node or of all.")
    .argument("[node]", "only this node's")
    .option("-f, --follow", "go on with what comes, until Ctrl-C")
    .option("-r, --run <id>", "only this run's")
    .option("--json", "one JSON object a line")
    .action(async (node: string | undefined, options: Options) => await show(node, options));
  examples(command, "npx vnetos logs -f b1", "npx vnetos logs --run r3 --json");
};

async function show(node: string | undefined, options: Options): Promise<void> {
  const client = await needGateway();
  if (node !== undefined) await client.get(`/api/nodes/${encodeURIComponent(node)}`);
  const prefixer = createPrefixer((line) => printLine(line));
  const print = (event: Output) => {
    if ((node ?? event.node) !== event.node || (options.run ?? event.run) !== event.run) return;
    if (options.json) printLine(JSON.stringify(event));
    else prefixer.write({ ...event, key: `${event.node}/${event.worker}` });
  };
  await new Promise<void>((resolve, reject) => {
    let past = Number.POSITIVE_INFINITY;
    const done = () => {
      stream.close();
      release();
      prefixer.flush();
      resolve();
    };
    const release = onInterrupt(done);
    const stream = new EventStream({
      address: client.address,
      after: 0,
      onLost: reject,
      onEvent: (event) => {
        if (event.type === "hello") {
          past = event.seq;
          tellLoss(event);
        } else if (event.type === "output") print(event);
        // The greeting tells how far the past goes; the last of it comes after the greeting.
        const isLast = event.type === "hello" ? past === 0 : event.seq >= past;
        if (isLast && !options.follow) done();
      },
    });
    stream.open().catch(reject);
  });
}

function tellLoss(hello: HelloEvent): void {
  if (hello.dropped === 0) return;
  process.stderr.write(`${styleFor(process.stderr).yellow(lossOf(hello))}\n`);
}
