import type { Command } from "commander";

/** One command of `vnetos`: a file in `commands/`, a row in `commands/index.ts`. */
export type CliCommand = (program: Command) => void;

/** Adds examples to a command's help. */
export function examples(command: Command, ...lines: string[]): Command {
  const title = lines.length === 1 ? "Example:" : "Examples:";
  return command.addHelpText(
    "after",
    `\n${title}\n${lines.map((line) => `  $ ${line}`).join("\n")}`,
  );
}

/** For scripts: one JSON text on standard output. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, undefined, 2)}\n`);
}

export function printLine(line = ""): void {
  process.stdout.write(`${line}\n`);
}
