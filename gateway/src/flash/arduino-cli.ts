import { VnetosError } from "#protocol";
import { type ArduinoAnswer, answerOf, type DetectedPort } from "./arduino-answer.ts";
import { runTool } from "./run-tool.ts";

export interface UploadTarget {
  /** Address of the port, as `board list` tells it. */
  readonly port: string;
  readonly protocol: string;
  readonly fqbn: string;
  /** Folder with what `compile` made. */
  readonly folder: string;
}

const QUICK_MS = 60_000;
const COMPILE_MS = 1_800_000;
const UPLOAD_MS = 300_000;
/** How long ports are looked for; a discovery may have to be started first. */
const DISCOVERY = "1500ms";
const OLDEST = [1, 0] as const;

/** How people get it. */
export const ARDUINO_CLI_ADVICE =
  "install arduino-cli 1.x (https://arduino.github.io/arduino-cli/latest/installation), or name it with VNETOS_ARDUINO_CLI";

/** arduino-cli as a process for each command, driven by its JSON. Its own settings and environment hold. */
export class ArduinoCli {
  readonly #program: string;

  constructor(program: string = process.env.VNETOS_ARDUINO_CLI ?? "arduino-cli") {
    this.#program = program;
  }

  /** @throws VnetosError `not-found`: there is none; `unsupported-version`: older than 1.0 */
  async version(signal: AbortSignal): Promise<string> {
    const { VersionString: version = "" } = await this.#run(["version"], QUICK_MS, signal);
    checkVersion(version);
    return version;
  }

  async ports(signal: AbortSignal): Promise<readonly DetectedPort[]> {
    const args = ["board", "list", "--discovery-timeout", DISCOVERY];
    const answer = await this.#run(args, QUICK_MS, signal);
    if (answer.error !== undefined) throw new VnetosError("unreachable", oneLine(answer.error));
    return answer.detected_ports ?? [];
  }

  /** Version of the platform that a board is of. @throws VnetosError `not-found`: it is not installed */
  async platform(fqbn: string, signal: AbortSignal): Promise<string> {
    const answer = await this.#run(["board", "details", "-b", fqbn], QUICK_MS, signal);
    if (answer.error !== undefined) throw noPlatform(fqbn, answer.error);
    return answer.version ?? "";
  }

  /** Answers the compiler's text. @throws VnetosError `compile-failed` with the whole of it as the cause */
  async compile(
    target: {
      readonly sketch: string;
      readonly fqbn: string;
      readonly work: string;
      readonly to: string;
    },
    signal: AbortSignal,
  ): Promise<string> {
    const { sketch, fqbn, work, to } = target;
    const args = ["compile", "-b", fqbn, "--build-path", work, "--output-dir", to, sketch];
    const answer = await this.#run(args, COMPILE_MS, signal);
    const text = `${answer.compiler_out ?? ""}${answer.compiler_err ?? ""}`;
    if (answer.success) return text;
    const cause = new Error(text || answer.error);
    throw new VnetosError("compile-failed", compileFault(sketch, text, answer.error), { cause });
  }

  /** Answers what the upload's tool printed. @throws VnetosError `unreachable`, `forbidden`; its text is the cause */
  async upload({ port, protocol, fqbn, folder }: UploadTarget, signal: AbortSignal) {
    const args = ["upload", "-p", port, "-l", protocol, "-b", fqbn, "--input-dir", folder];
    const answer = await this.#run(
      [...args, "--discovery-timeout", "5s"],
      UPLOAD_MS,
      signal,
      `upload to ${port}`,
    );
    const { stdout = "", stderr = "" } = answer.output ?? answer;
    const text = stdout + stderr;
    if (answer.error === undefined) return text;
    throw uploadFault(port, text, answer.error);
  }

  async #run(
    args: readonly string[],
    timeoutMs: number,
    signal: AbortSignal,
    what = args[0] ?? "",
  ): Promise<ArduinoAnswer> {
    try {
      const end = await runTool(this.#program, [...args, "--json"], { signal, timeoutMs });
      return answerOf(what, end);
    } catch (thrown) {
      throw startFault(this.#program, thrown, signal);
    }
  }
}

function startFault(program: string, thrown: unknown, signal: AbortSignal): unknown {
  const { code } = thrown as NodeJS.ErrnoException;
  if (signal.aborted) return new VnetosError("closed", "arduino-cli was ended", { cause: thrown });
  if (code !== "ENOENT" && code !== "EACCES") return thrown;
  return new VnetosError("not-found", `there is no ${program} here: ${ARDUINO_CLI_ADVICE}`, {
    cause: thrown,
  });
}

/** One that was built by `go install` does not know its version: 0.0.0-git. */
function checkVersion(version: string): void {
  const [, major = 0, minor = 0] = (/^(\d+)\.(\d+)/.exec(version) ?? []).map(Number);
  const isUnknown = version === "" || version.startsWith("0.0.0-") || !/^\d/.test(version);
  if (isUnknown || major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  const message = `arduino-cli ${version} is too old, 1.0 or newer is needed: ${ARDUINO_CLI_ADVICE}`;
  throw new VnetosError("unsupported-version", message);
}

function noPlatform(fqbn: string, error: string): VnetosError {
  const platform = fqbn.split(":").slice(0, 2).join(":");
  const message = `no board ${fqbn} here (${oneLine(error)}): install its platform, \`arduino-cli core install ${platform}\``;
  return new VnetosError("not-found", message);
}

/** The first line that tells a fault; the rest is in the cause. */
function compileFault(sketch: string, text: string, error: string | undefined): string {
  const line = text.split("\n").find((one) => /error/i.test(one)) ?? error ?? "";
  return `the sketch ${sketch} does not compile: ${oneLine(line)}`;
}

/** What upload tools print when the port may not be opened, or is not there any more. */
const PERMISSION = /permission denied|EACCES/i;
const GONE =
  /port not found|no such file|no such device|ENOENT|could not open port|device not configured/i;

function uploadFault(port: string, text: string, error: string): VnetosError {
  const cause = new Error(text || error);
  const whole = `${error}\n${text}`;
  if (PERMISSION.test(whole)) return new VnetosError("forbidden", noPermission(port), { cause });
  const line = text.trim().split("\n").at(-1) || error;
  if (GONE.test(whole))
    return new VnetosError("unreachable", `${port} has gone: ${oneLine(line)}`, { cause });
  return new VnetosError("internal", `the upload to ${port} failed: ${oneLine(line)}`, { cause });
}

export function noPermission(port: string): string {
  return `no permission on ${port}: add yourself to its group (\`sudo usermod -aG dialout $USER\`), then log in again`;
}

function oneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, " ");
}
