import type { SwitchPortView, SwitchView } from "#protocol";
import { type CliCommand, examples, printJson, printLine } from "../command.ts";
import { needGateway } from "../find-gateway.ts";
import { wholeIn } from "../parse-options.ts";
import { formatBytes } from "../ui/bytes.ts";
import { formatTable } from "../ui/table.ts";

export const switchCommand: CliCommand = (program) => {
  const command = program
    .command("switch")
    .summary("state and counters of the switch")
    .description(
      "Shows the switch's ports: frames, bytes, errors, drops, queues. Can model a line speed.",
    )
    .option("--speed <bits/s>", "model this line speed; 0: unlimited", wholeIn(0, 1e9, "speed"))
    .option("--json", "as JSON")
    .action(async (options: { speed?: number; json?: boolean }) => {
      const client = await needGateway();
      const view =
        options.speed === undefined
          ? await client.get<SwitchView>("/api/switch")
          : await client.put<SwitchView>("/api/switch", { lineSpeed: options.speed });
      if (options.json) return printJson(view);
      const speed = view.lineSpeed === 0 ? "unlimited" : `${view.lineSpeed / 1e6} Mb/s`;
      printLine(`switch ${view.id} ${view.version}, ${view.state}, line speed ${speed}`);
      printLine(
        formatTable(
          HEAD,
          view.ports.map((port) => row(port, view)),
        ),
      );
    });
  examples(command, "npx vnetos switch", "npx vnetos switch --speed 5000000");
};

const HEAD = [
  "PORT",
  "LINK",
  "IN",
  "BYTES",
  "OUT",
  "BYTES",
  "ERRORS",
  "DROPPED",
  "UNROUTED",
  "STOPS",
  "QUEUED",
  "HIGHEST",
  "TO PORTS",
];

function row(port: SwitchPortView, view: SwitchView): string[] {
  return [
    String(port.port),
    port.connected ? (port.link ?? "-") : "-",
    String(port.framesIn),
    formatBytes(port.bytesIn),
    String(port.framesOut),
    formatBytes(port.bytesOut),
    String(port.errors),
    String(port.dropped),
    String(port.unrouted),
    String(port.backPressure),
    formatBytes(port.queued),
    formatBytes(port.highestFill),
    ranges(view.rows[port.port] ?? []),
  ];
}

/** 2,3,4,5,8 as 2-5,8. */
function ranges(numbers: readonly number[]): string {
  const parts: string[] = [];
  for (let i = 0; i < numbers.length; i++) {
    const first = numbers[i] as number;
    while (numbers[i + 1] === (numbers[i] as number) + 1) i++;
    const last = numbers[i] as number;
    parts.push(first === last ? String(first) : `${first}-${last}`);
  }
  return parts.join(",") || "none";
}
