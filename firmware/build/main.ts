/** `npm run firmware -- COMMAND`: for people who work on the C. */
import { parseArgs } from "node:util";
import { buildLibraries } from "./compile/program.ts";
import { VARIANTS } from "./compile/variants.ts";
import type { BuildOptions } from "./compile/workshop.ts";
import { FirmwareError } from "./firmware-error.ts";
import { cacheFolder } from "./folders.ts";
import { nativeBoard } from "./native-board.ts";
import { cleanCache } from "./prune.ts";
import { sketchFolder } from "./sketch.ts";
import { getSource } from "./sources/get-source.ts";
import { reportCoverage } from "./tools/coverage.ts";
import { checkEsp32 } from "./tools/esp32-check.ts";
import { fuzz } from "./tools/fuzz.ts";

const BOARDS = ["native", "sanitized", "threads", "m32"] as const;
const CROSS = ["rv32", "xtensa"] as const;

const row = (name: string, text: string) => `  ${name.padEnd(14)}${text}\n`;

const HELP = `npm run firmware -- COMMAND

${BOARDS.map((name) => row(name, `the native board, ${VARIANTS[name].meaning}`)).join("")}\
${CROSS.map((name) => row(name, `core, Lua and mbedTLS as libraries ${VARIANTS[name].meaning}`)).join("")}\
${row("sketch", "makes the sketch for arduino-cli, with Lua in it; prints its folder")}\
${row("esp32-check", "compiles the port against the ESP-IDF that IDF_PATH names; without one the core alone")}\
${row("fuzz NAME", "runs test/firmware/fuzz/NAME_fuzz.c; after a second -- come libFuzzer's own options")}\
${row("coverage", "which lines the tests ran: VNETOS_C_VARIANTS=coverage npx vitest run test/firmware")}\
${row("sources", "gets, checks and patches the sources of Lua and mbedTLS; prints their folders")}\
${row("clean", `empties the cache: ${cacheFolder()}`)}
  --lua FILE, --mbedtls FILE   their archives, where there is no network (or VNETOS_LUA_SOURCE, VNETOS_MBEDTLS_SOURCE)
  --define NAME=VALUE          for all of it, Lua too: VN_SMALL_STACK
  --strict                     a warning in our own C is an error

For example: npm run firmware -- native
             npm run firmware -- fuzz frames -- -max_total_time=60
`;

const onProgress = (line: string) => void process.stderr.write(`${line}\n`);

/** A command; its answer is the exit code. */
type Command = (words: readonly string[], options: BuildOptions) => Promise<number>;

const COMMANDS: Record<string, Command> = {
  fuzz: ([name = "", ...args]) => fuzz(name, args, onProgress),
  async sketch() {
    console.log(await sketchFolder({ onProgress }));
    return 0;
  },
  async "esp32-check"(_, options) {
    console.log(await checkEsp32(options));
    return 0;
  },
  async coverage() {
    reportCoverage();
    return 0;
  },
  async sources() {
    for (const name of ["lua", "mbedtls"] as const) {
      console.log(await getSource(name, { onProgress }));
    }
    return 0;
  },
  async clean() {
    cleanCache(cacheFolder());
    return 0;
  },
};

for (const variant of BOARDS)
  COMMANDS[variant] = async (_, options) => {
    console.log(await nativeBoard({ ...options, variant }));
    return 0;
  };

for (const variant of CROSS)
  COMMANDS[variant] = async (_, options) => {
    const files = await buildLibraries({ ...options, variant });
    console.log(files.join("\n"));
    return 0;
  };

async function run(args: string[]): Promise<number> {
  const file = { type: "string" } as const;
  const flag = { type: "boolean", default: false } as const;
  const define = { type: "string", multiple: true, default: [] as string[] } as const;
  const help = { ...flag, short: "h" } as const;
  const options = { lua: file, mbedtls: file, define, strict: flag, help };
  const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
  if (values.lua) process.env.VNETOS_LUA_SOURCE = values.lua;
  if (values.mbedtls) process.env.VNETOS_MBEDTLS_SOURCE = values.mbedtls;
  const [name = "", ...words] = positionals;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  if (command !== undefined)
    return await command(words, { isStrict: values.strict, defines: values.define, onProgress });
  onProgress(name === "" ? HELP : `there is no command "${name}"\n\n${HELP}`);
  return 2;
}

/** Answer: the exit code. */
function failure(error: unknown): number {
  const { code, message, stack } = error as NodeJS.ErrnoException;
  const isUsage = String(code).startsWith("ERR_PARSE_ARGS");
  const isKnown = isUsage || error instanceof FirmwareError || "syscall" in (error as object);
  onProgress(isKnown ? message : String(stack));
  return isUsage ? 2 : 1;
}

process.exitCode = await run(process.argv.slice(2)).catch(failure);
