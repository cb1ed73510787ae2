import { join } from "node:path";
import { filesBelow } from "./compile/parts.ts";
import { buildProgram } from "./compile/program.ts";
import type { BuildOptions } from "./compile/workshop.ts";
import { packageRoot, packageVersion } from "./folders.ts";

/**
 * The path of the program that is a native board; built once for each state of its sources.
 * @throws FirmwareError `no-compiler`, `no-source`, `wrong-hash`, `bad-patch`, `compile-failed`
 */
export async function nativeBoard(options: BuildOptions = {}): Promise<string> {
  const folder = join(packageRoot, "firmware/host");
  // POSIX threads, sockets and clocks; the core sees none of it.
  const flags = ["-D_GNU_SOURCE", `-DVNETOS_VERSION="${packageVersion()}"`];
  const program = { name: "vnetos-board", files: filesBelow(folder), includes: [folder], flags };
  return await buildProgram(program, options);
}
