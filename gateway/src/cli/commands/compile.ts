import { writeFileSync } from "node:fs";
import { basename } from "node:path";
import { collectSources } from "../collect-sources.ts";
import { type CliCommand, examples, printJson, printLine } from "../command.ts";
import { printDiagnostics } from "../print-diagnostics.ts";
import { formatBytes } from "../ui/bytes.ts";

export const compile: CliCommand = (program) => {
  const command = program
    .command("compile")
    .summary("compile an app to Lua, without a cluster")
    .description(
      "Writes the Lua text, and its source map beside it. Errors are told in the app's own lines.",
    )
    .argument("<app.ts>", "the app's main file")
    .option("-o, --output <file>", "Lua file (default: standard output, without a map)")
    .option("--json", "what was made, or the errors, as JSON")
    .action(async (app: string, options: { output?: string; json?: boolean }) => {
      const sources = collectSources(app);
      const { compilerFiles, sha256 } = await import("#cluster");
      const { Compiler } = await import("#toolchain");
      const result = new Compiler({ files: compilerFiles, sha256 }).compile(sources);
      const diagnostics = result.ok ? result.warnings : result.diagnostics;
      if (!result.ok) process.exitCode = 1;
      if (options.json)
        printJson(result.ok ? { ...result.program, warnings: diagnostics } : { diagnostics });
      else printDiagnostics(diagnostics);
      if (!result.ok) return;
      const { lua, sourceMap } = result.program;
      if (options.output === undefined) {
        if (!options.json) process.stdout.write(lua);
        return;
      }
      writeFileSync(
        options.output,
        `${lua}\n--# sourceMappingURL=${basename(options.output)}.map\n`,
      );
      writeFileSync(`${options.output}.map`, sourceMap);
      if (!options.json)
        printLine(
          `${options.output}: ${formatBytes(Buffer.byteLength(lua))}, map in ${options.output}.map`,
        );
    });
  examples(
    command,
    "npx vnetos compile my/own.ts -o own.lua",
    "npx vnetos compile my/own.ts --json",
  );
};
