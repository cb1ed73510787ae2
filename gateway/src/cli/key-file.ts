import { readFileSync } from "node:fs";
import { VnetosError } from "#protocol";

/** A key as text; its form is checked by whoever uses it. @throws VnetosError `not-found` */
export function readKeyFile(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new VnetosError("not-found", `no key file ${file}`, { cause: error });
  }
}
