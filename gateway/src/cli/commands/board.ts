import { type CliCommand, examples, printJson, printLine } from "../command.ts";
import { readKeyFile } from "../key-file.ts";
import { wholeIn } from "../parse-options.ts";
import { onInterrupt } from "../signals.ts";

interface Options {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly keyFile?: string;
  readonly open?: boolean;
  readonly link: string[];
  readonly json?: boolean;
}

export const board: CliCommand = (program) => {
  const command = program
    .command("board")
    .summary("run one virtual board by itself, to be attached")
    .description(
      "Runs a Fengari board that belongs to no cluster, until Ctrl-C. Attach it with `vnetos attach`.",
    )
    .option("--name <name>", "its name", "v0")
    .option("--host <address>", "where NMP is served", "127.0.0.1")
    .option("--port <number>", "port of NMP; 0: any free one", wholeIn(0, 65_535, "port"), 0)
    .option("--key-file <file>", "file with a key, 64 hexadecimal digits: sealed requests only")
    .option("--open", "serve beyond this machine without a key: anyone can run programs on it")
    .option("--link <socket...>", "sockets of a switch for link 0 and link 1", [])
    .option("--json", "as JSON")
    .action(async ({ keyFile, link, json, ...rest }: Options) => {
      const key = keyFile === undefined ? {} : { key: readKeyFile(keyFile) };
      const { serveBoard } = await import("#cluster");
      const running = await serveBoard({ ...rest, ...key, links: link });
      if (json) printJson({ name: rest.name, url: running.url });
      else
        printLine(
          `board ${rest.name} is up at ${running.url}\nattach it: npx vnetos attach ${running.url}`,
        );
      await new Promise<void>((resolve) => onInterrupt(() => resolve()));
      running.stop();
    });
  examples(
    command,
    "npx vnetos board --name b8 --port 7801",
    "npx vnetos board --name b9 --key-file b9.key",
  );
};
