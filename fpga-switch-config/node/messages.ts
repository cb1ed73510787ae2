import { type CableFaults, toWireError, VnetosError, type WireError } from "#protocol";
import type { CableDirection } from "./port-socket.ts";
import type { SwitchHost } from "./switch-host.ts";
import { type SwitchHostConfig, whole } from "./switch-host-config.ts";

/** What a parent process sends over IPC; `id` comes back in the answer. */
export type SwitchHostMessage = { readonly id?: number } & (
  | { readonly type: "start"; readonly config: SwitchHostConfig }
  | {
      readonly type: "cable";
      readonly port: number;
      readonly faults: CableFaults;
      /** Absent: both. */
      readonly direction?: CableDirection;
    }
  | { readonly type: "speed"; readonly bitsPerSecond: number }
);

/** What it gets. */
export type SwitchHostReport =
  | { readonly type: "ready"; readonly control: string; readonly links: readonly string[] }
  | { readonly type: "failed"; readonly error: WireError }
  | { readonly type: "answer"; readonly id?: number; readonly error?: WireError };

/** Does what a message asks and makes the answer. */
export function answerMessage(host: SwitchHost, message: unknown): SwitchHostReport {
  const fields: Readonly<Record<string, unknown>> =
    typeof message === "object" && message !== null ? { ...message } : {};
  const id = typeof fields.id === "number" ? { id: fields.id } : {};
  try {
    obey(host, fields);
    return { type: "answer", ...id };
  } catch (error) {
    return { type: "answer", ...id, error: toWireError(error) };
  }
}

function obey(host: SwitchHost, fields: Readonly<Record<string, unknown>>): void {
  if (fields.type === "speed") {
    host.setSpeed(whole("bitsPerSecond", fields.bitsPerSecond, 0, 0xffff_ffff));
  } else if (fields.type === "cable") {
    const { port, faults, direction } = fields;
    host.setCable(whole("port", port, 0, 253), faultsOf(faults), directionOf(direction));
  } else {
    throw new VnetosError("bad-request", `a switch host takes no message ${String(fields.type)}`);
  }
}

function faultsOf(faults: unknown): CableFaults {
  if (typeof faults === "object" && faults !== null) return faults;
  throw new VnetosError("bad-request", `faults of a cable are an object, not ${String(faults)}`);
}

function directionOf(direction: unknown): CableDirection | undefined {
  if (direction === undefined || direction === "to-switch" || direction === "to-board") {
    return direction;
  }
  throw new VnetosError("bad-request", `a cable has no direction ${String(direction)}`);
}
