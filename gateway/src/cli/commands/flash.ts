import { resolve } from "node:path";
import type { FlashJobView, FlashPortView, FlashRequest } from "#protocol";
import { type CliCommand, examples, printJson, printLine } from "../command.ts";
import { flashPortsTable, flashTable, followFlash, isAllDone } from "../flash-report.ts";
import type { GatewayClient } from "../gateway-client.ts";
import { names } from "../parse-options.ts";
import { readSecret } from "../read-secret.ts";
import { EXIT } from "../ui/errors.ts";
import { withGateway } from "../with-gateway.ts";

interface Options {
  readonly list?: boolean;
  readonly all?: boolean;
  readonly ports?: string[];
  readonly job?: string;
  readonly name?: string;
  readonly wifi?: string;
  readonly wifiPasswordFile?: string;
  readonly fqbn?: string;
  readonly sketch?: string;
  readonly again?: boolean;
  readonly json?: boolean;
}

export const flash: CliCommand = (program) => {
  const command = program
    .command("flash")
    .summary("put the firmware on boards, and set them up")
    .description(
      "Compiles the firmware once, uploads it to all boards at once over USB, then gives each its name, its key and its Wi-Fi, and asks it who it is. What a board has already is not done again. Needs arduino-cli.",
    )
    .option("--list", "which serial ports, which boards, which firmware, since when")
    .option("--all", "all boards that are connected")
    .option("--ports <ports>", "these ports only: /dev/ttyUSB0,/dev/ttyUSB3", names)
    .option("--job <id>", "watch a job that is under way")
    .option("--name <pattern>", "names, {n} is a number that no other board has (default: b{n})")
    .option("--wifi <name>", "Wi-Fi that they join; its password is asked for")
    .option("--wifi-password-file <file>", "its password's file; VNETOS_WIFI_PASSWORD has it, too")
    .option(
      "--fqbn <board>",
      "kind of board (default: the one that the sketch's sketch.yaml names)",
    )
    .option("--sketch <folder>", "another firmware than VNetOS's")
    .option("--again", "also what the boards have already")
    .option("--json", "as JSON")
    .action(async (options: Options, self) => {
      if (!options.list && !options.all && !options.ports && !options.job)
        self.error("error: say which boards: --all, --ports, or --list to see them");
      const request = options.list || options.job ? {} : await requestOf(options);
      const quiet = options.json === true;
      await withGateway({ quiet, boards: 0 }, async (client) => {
        if (options.list) await list(client, quiet);
        else await work(client, request, options);
      });
    });
  examples(
    command,
    "npx vnetos flash --list",
    "npx vnetos flash --all --wifi lab",
    "npx vnetos flash --ports /dev/ttyUSB0,/dev/ttyUSB3 --name b{n}",
  );
};

async function requestOf(options: Options): Promise<FlashRequest> {
  const { ports, name, fqbn, again, sketch, wifi } = options;
  const given = {
    ...(ports && { ports }),
    ...(name !== undefined && { name }),
    ...(fqbn !== undefined && { fqbn }),
    ...(again && { again }),
    ...(sketch !== undefined && { sketch: resolve(sketch) }),
  };
  if (wifi === undefined) return given;
  const password = await readSecret({
    file: options.wifiPasswordFile,
    variable: "VNETOS_WIFI_PASSWORD",
    question: `password of the Wi-Fi ${wifi} (empty: none): `,
  });
  return { ...given, wifi: { name: wifi, ...(password !== "" && { password }) } };
}

async function list(client: GatewayClient, asJson: boolean): Promise<void> {
  const ports = await client.get<FlashPortView[]>("/api/flash/ports");
  if (asJson) printJson(ports);
  else if (ports.length === 0) printLine("no serial ports");
  else printLine(flashPortsTable(ports));
}

async function work(client: GatewayClient, request: FlashRequest, options: Options): Promise<void> {
  const begun = options.job
    ? await client.get<FlashJobView>(`/api/flash/${encodeURIComponent(options.job)}`)
    : await client.post<FlashJobView>("/api/flash", request);
  const job = await followFlash(client, begun, options.json === true);
  if (options.json) printJson(job);
  else printLine(flashTable(job));
  if (!isAllDone(job, options.ports !== undefined)) process.exitCode = EXIT.failed;
}
