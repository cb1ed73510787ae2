import { Command, CommanderError } from "commander";
import { packageVersion } from "#cluster/package";
import { examples } from "./command.ts";
import { COMMANDS } from "./commands/index.ts";
import { CompileFault } from "./gateway-client.ts";
import { printDiagnostics } from "./print-diagnostics.ts";
import { EXIT, reportFailure } from "./ui/errors.ts";

function createProgram(): Command {
  const program = new Command("vnetos")
    .description("A multicomputer of Lua boards, programmed in TypeScript.")
    .version(packageVersion)
    .showHelpAfterError("(see --help)")
    .exitOverride();
  examples(program, "npm start", "npx vnetos run tstl-apps/hello/main.ts", "npx vnetos run --help");
  for (const [group, commands] of Object.entries(COMMANDS)) {
    program.commandsGroup(group);
    for (const register of commands) register(program);
  }
  return program;
}

async function main(): Promise<void> {
  try {
    await createProgram().parseAsync();
  } catch (error) {
    process.exitCode = tell(error);
  }
}

/** Answer: the exit code. What commander refuses it has told itself. */
function tell(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof CompileFault) printDiagnostics(error.diagnostics);
  return reportFailure(error);
}

let readerGone = false;

/** A reader that has had enough (`| head`) is no error: the command ends as it does at SIGTERM. */
function onOutputError(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  // Each further write fails too; a second signal would cut short what the first one began.
  if (readerGone) return;
  readerGone = true;
  if (!process.emit("SIGTERM", "SIGTERM")) process.exit();
}

process.stdout.on("error", onOutputError);
process.stderr.on("error", onOutputError);

await main();
