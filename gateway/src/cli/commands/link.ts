import type { CableFaults, LinkView } from "#protocol";
import { type CliCommand, examples, printJson, printLine } from "../command.ts";
import { needGateway } from "../find-gateway.ts";
import { nodeAndNumber, numberIn } from "../parse-options.ts";
import { formatTable } from "../ui/table.ts";

interface Options extends CableFaults {
  readonly mend?: boolean;
  readonly json?: boolean;
}

export const link: CliCommand = (program) => {
  const command = program
    .command("link")
    .summary("show links, or put faults on a cable")
    .description(
      "Shows all links between boards and switch, or sets the faults of one: those given, and no others.\n" +
        "all stands for every link.",
    )
    .argument("[link]", "a link as in b0/1, or all")
    .option("--cut", "unplug the cable")
    .option("--mend", "no faults any more")
    .option("--ber <rate>", "bit error rate, both ways", numberIn(0, 0.1, "ber"))
    .option("--loss <rate>", "probability that a byte is lost", numberIn(0, 0.5, "loss"))
    .option("--delay <ms>", "delay of every byte", numberIn(0, 10_000, "delay"))
    .option("--json", "as JSON")
    .action(async (which: string | undefined, options: Options & { delay?: number }) => {
      const client = await needGateway();
      let views = await client.get<LinkView[]>("/api/links");
      if (which !== undefined) {
        const chosen = which === "all" ? views : [target(which)];
        const faults = faultsOf(options);
        if (faults)
          views = await Promise.all(chosen.map((l) => client.put<LinkView>(pathOf(l), faults)));
        else
          views = views.filter((v) => chosen.some((c) => c.node === v.node && c.link === v.link));
      }
      if (options.json) return printJson(views);
      printLine(formatTable(HEAD, views.map(row)));
    });
  examples(
    command,
    "npx vnetos link",
    "npx vnetos link b0/1 --cut",
    "npx vnetos link all --ber 1e-4",
    "npx vnetos link all --mend",
  );
};

const HEAD = ["LINK", "PORT", "STATE", "FRAMES OUT", "FRAMES IN", "RETRIES", "BAD", "FAULTS"];

function target(text: string): { node: string; link: number } {
  const { node, number } = nodeAndNumber("a link")(text);
  return { node, link: number };
}

const pathOf = ({ node, link }: { node: string; link: number }) =>
  `/api/links/${encodeURIComponent(node)}/${link}`;

function faultsOf(options: Options & { delay?: number }): CableFaults | undefined {
  const { cut, ber, loss, delay, mend } = options;
  if (mend) return {};
  const faults = {
    ...(cut && { cut }),
    ...(ber !== undefined && { ber }),
    ...(loss !== undefined && { loss }),
    ...(delay !== undefined && { delayMs: delay }),
  };
  return Object.keys(faults).length === 0 ? undefined : faults;
}

function row({ node, link, switchPort, faults, stats }: LinkView): string[] {
  const told = [
    faults.cut && "cut",
    faults.ber > 0 && `ber ${faults.ber}`,
    faults.loss > 0 && `loss ${faults.loss}`,
    faults.delayMs > 0 && `delay ${faults.delayMs} ms`,
  ].filter(Boolean);
  return [
    `${node}/${link}`,
    String(switchPort),
    stats?.up ? "up" : "down",
    String(stats?.framesOut ?? 0),
    String(stats?.framesIn ?? 0),
    String(stats?.retries ?? 0),
    String(stats?.badFrames ?? 0),
    told.join(", ") || "none",
  ];
}
