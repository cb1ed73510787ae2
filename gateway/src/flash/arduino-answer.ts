import { VnetosError } from "#protocol";
import type { ToolEnd } from "./run-tool.ts";

/** What arduino-cli 1.x prints with `--json`, as far as it is read here. */
export interface ArduinoAnswer {
  readonly error?: string;
  readonly success?: boolean;
  readonly compiler_out?: string;
  readonly compiler_err?: string;
  /** Of an upload that succeeded; of one that failed they are in `output`. */
  readonly stdout?: string;
  readonly stderr?: string;
  readonly output?: { readonly stdout?: string; readonly stderr?: string };
  readonly VersionString?: string;
  readonly version?: string;
  readonly detected_ports?: readonly DetectedPort[] | null;
}

export interface DetectedPort {
  readonly matching_boards?: readonly { readonly name?: string; readonly fqbn?: string }[] | null;
  readonly port?: {
    readonly address?: string;
    readonly protocol?: string;
    readonly protocol_label?: string;
    readonly hardware_id?: string;
    readonly properties?: Readonly<Record<string, string>> | null;
  };
}

/** It goes to standard output when it succeeds, to standard error when not. @throws VnetosError `internal`: no JSON */
export function answerOf(what: string, end: ToolEnd): ArduinoAnswer {
  for (const text of [end.out, end.err]) {
    const answer = parse(text);
    if (answer) return answer;
  }
  const told = (end.err || end.out).trim().slice(-500);
  const how = end.code === null ? "was ended" : `ended with ${end.code}`;
  throw new VnetosError("unreachable", `arduino-cli ${what} ${how}${told && `: ${told}`}`);
}

function parse(text: string): ArduinoAnswer | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined; // Told by the caller, with what was printed instead.
  }
}
