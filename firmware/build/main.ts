/** `npm run firmware -- COMMAND`: for people who work on the C. */
import { rmSync } from "node:fs";
import { parseArgs } from "node:util";
import { VARIANTS, type VariantName } from "./compile/variants.ts";
import { FirmwareError } from "./firmware-error.ts";
import { cacheFolder } from "./folders.ts";
import { nativeBoard } from "./native-board.ts";
import { getSource } from "./sources/get-source.ts";

const BOARDS = ["native", "sanitized", "threads", "m32", "coverage"] as const;

const HELP = `npm run firmware -- COMMAND

${BOARDS.map((name) => `  ${name.padEnd(12)}the native board, ${VARIANTS[name].meaning}`).join("\n")}
  sources     get, check and patch the sources of Lua and mbedTLS; prints their folders
  clean       empties the cache: ${cacheFolder()}

  --lua FILE, --mbedtls FILE   their archives, where there is no network (or VNETOS_LUA_SOURCE, VNETOS_MBEDTLS_SOURCE)
  --strict                     a warning is an error

For example: npm run firmware -- native
`;

const tell = (line: string) => void process.stderr.write(`${line}\n`);

async function run(args: string[]): Promise<number> {
  const file = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const options = { lua: file, mbedtls: file, strict: flag, help: { ...flag, short: "h" } };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  const command = positionals[0];
  if (values.help) process.stdout.write(HELP);
  if (values.help) return 0;
  if (values.lua) process.env.VNETOS_LUA_SOURCE = values.lua;
  if (values.mbedtls) process.env.VNETOS_MBEDTLS_SOURCE = values.mbedtls;
  if (command === "clean") rmSync(cacheFolder(), { recursive: true, force: true });
  else if (command === "sources") await printSources();
  else if (isBoard(command))
    console.log(await nativeBoard({ variant: command, isStrict: values.strict, onProgress: tell }));
  else {
    tell(command === undefined ? HELP : `there is no command "${command}"\n\n${HELP}`);
    return 2;
  }
  return 0;
}

function isBoard(command: string | undefined): command is (typeof BOARDS)[number] & VariantName {
  return BOARDS.some((name) => name === command);
}

async function printSources(): Promise<void> {
  for (const name of ["lua", "mbedtls"] as const)
    console.log(await getSource(name, { onProgress: tell }));
}

/** Answer: the exit code. */
function failure(error: unknown): number {
  const isUsage = String((error as { code?: unknown }).code).startsWith("ERR_PARSE_ARGS");
  const isKnown = error instanceof FirmwareError || "syscall" in (error as object);
  tell(isUsage || isKnown ? (error as Error).message : String((error as Error).stack));
  return isUsage ? 2 : 1;
}

process.exitCode = await run(process.argv.slice(2)).catch(failure);
