import { join } from "node:path";
import { VnetosError } from "#protocol";

/** Longest path of a Unix-domain socket that every system takes, bytes. */
const PATH_BYTES_MAX = 103;

/**
 * Where the socket `name` ("port-3", "control") of a switch is: in the folder `dir`, or on Windows a named pipe,
 * named after the last part of `dir`. Errors: too-large for a folder whose name is too long for a socket.
 */
export function socketPath(
  dir: string,
  name: string,
  platform: NodeJS.Platform = process.platform,
): string {
  if (platform === "win32") {
    const id = dir.split(/[\\/]/).filter(Boolean).at(-1) ?? "";
    return `\\\\.\\pipe\\vnetos-${id}-${name}`;
  }
  const path = join(dir, name);
  if (Buffer.byteLength(path) > PATH_BYTES_MAX) {
    const text = `a socket's path has at most ${PATH_BYTES_MAX} bytes`;
    throw new VnetosError("too-large", `${text}, this one is longer: ${path}`);
  }
  return path;
}
