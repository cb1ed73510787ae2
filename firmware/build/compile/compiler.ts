import { spawnSync } from "node:child_process";
import { FirmwareError } from "../firmware-error.ts";

/** A C compiler that was found. */
export interface Compiler {
  /** As it is called: `cc`, `/opt/gcc/bin/gcc`, with its own first arguments: `ccache gcc`. */
  readonly command: readonly string[];
  /** The first line of what it says of itself. */
  readonly version: string;
  readonly isClang: boolean;
}

export interface CompilerChoice {
  /** Tried in order; the first that runs is taken. */
  readonly commands: readonly string[];
  /** What a person has to install when none runs. */
  readonly install: string;
}

const INSTALL =
  "install gcc or clang (Debian: apt-get install gcc; macOS: xcode-select --install), or name one in CC";

/** `$CC`, then `cc`, `gcc`, `clang`. */
export function hostCompilers(environment: NodeJS.ProcessEnv = process.env): CompilerChoice {
  const named = environment.CC?.trim();
  return {
    commands: named ? [named, "cc", "gcc", "clang"] : ["cc", "gcc", "clang"],
    install: INSTALL,
  };
}

/** @throws FirmwareError `no-compiler` */
export function findCompiler(choice: CompilerChoice, environment = process.env): Compiler {
  for (const text of choice.commands) {
    const command = text.split(/\s+/);
    const version = versionOf(command, environment);
    if (version !== undefined) return { command, version, isClang: /clang/i.test(version) };
  }
  throw new FirmwareError(
    "no-compiler",
    `there is no C compiler here: looked for ${choice.commands.join(", ")}; ${choice.install}`,
  );
}

function versionOf([program = "", ...first]: readonly string[], env: NodeJS.ProcessEnv) {
  const { status, stdout } = spawnSync(program, [...first, "--version"], { env, encoding: "utf8" });
  return status === 0 ? stdout.split("\n")[0] : undefined;
}

/** The compiler's own `ar`: that of the same cross tools, `$AR`, or `ar`. */
export function archiverOf(compiler: Compiler, environment = process.env): string {
  const program = compiler.command.at(-1) ?? "";
  const cross = /^(.*-)gcc$/.exec(program)?.[1];
  return cross === undefined ? environment.AR || "ar" : `${cross}ar`;
}
