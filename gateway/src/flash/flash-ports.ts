import { accessSync, constants } from "node:fs";
import { VnetosError } from "#protocol";
import type { DetectedPort } from "./arduino-answer.ts";
import { type ArduinoCli, noPermission } from "./arduino-cli.ts";

/** A port through which firmware can be uploaded. */
export interface FlashPort {
  readonly address: string;
  readonly protocol: string;
  readonly boards: readonly { readonly name: string; readonly fqbn: string }[];
  /** The board's own, whichever port it is plugged into; the address where it has none. */
  readonly mark: string;
}

/** The ports that are there, by address. Network ports are left out: setting up goes over a serial line. */
export async function findPorts(arduino: ArduinoCli, signal: AbortSignal): Promise<FlashPort[]> {
  const found = (await arduino.ports(signal)).flatMap(portOf);
  return found.sort((a, b) => a.address.localeCompare(b.address, "en", { numeric: true }));
}

function portOf({ port, matching_boards }: DetectedPort): FlashPort[] {
  const { address, protocol = "serial" } = port ?? {};
  if (address === undefined || protocol !== "serial") return [];
  const boards = (matching_boards ?? []).map(({ name = "", fqbn = "" }) => ({ name, fqbn }));
  const serial = port?.properties?.serialNumber;
  const mark = [port?.properties?.vid, port?.properties?.pid, serial].join(":");
  // Cheap adapters all have the same serial number, 0 or 0001: their port tells them apart.
  const isOwn = serial !== undefined && !/^0*[01]?$/.test(serial);
  return [{ address, protocol, boards, mark: isOwn ? mark : address }];
}

/** @throws VnetosError `unreachable`: it is not there; `forbidden`: this user may not open it */
export function checkPort(address: string): void {
  // Elsewhere ports are no files: what is wrong with them is told when they are opened.
  if (!address.startsWith("/")) return;
  try {
    accessSync(address, constants.R_OK | constants.W_OK);
  } catch (error) {
    throw portFault(address, error as NodeJS.ErrnoException);
  }
}

/** What the system says of a port, as people need it. */
export function portFault(address: string, error: NodeJS.ErrnoException): VnetosError {
  const { code = "", message } = error;
  if (code === "EACCES" || code === "EPERM")
    return new VnetosError("forbidden", noPermission(address), { cause: error });
  if (["ENOENT", "ENODEV", "ENXIO", "EIO"].includes(code))
    return new VnetosError("unreachable", `${address} has gone: is the board plugged in?`, {
      cause: error,
    });
  return new VnetosError("unreachable", `${address}: ${message}`, { cause: error });
}
