import { Command, CommanderError } from "commander";
import { packageVersion } from "#cluster";
import { COMMANDS } from "./commands/index.ts";
import { reportFailure } from "./ui/errors.ts";

const USAGE = 2;

function createProgram(): Command {
  const program = new Command("vnetos")
    .description("A multicomputer of Lua boards, programmed in TypeScript.")
    .version(packageVersion)
    .showHelpAfterError("(see --help)")
    .exitOverride();
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
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : USAGE;
    else process.exitCode = await reportFailure(error);
  }
}

// A reader that has had enough (`| head`) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  process.exit();
});

await main();
