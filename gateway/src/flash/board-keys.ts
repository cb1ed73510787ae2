import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseKey } from "#protocol";

/** Keys of boards, one file each, mode 600, that `--key-file` takes. They are never told. */
export class BoardKeys {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The board's key, 64 hexadecimal digits; a new one if it has none yet. @throws VnetosError `bad-request`: damaged */
  of(name: string): string {
    const file = this.fileOf(name);
    if (!existsSync(file)) this.#make(file);
    const text = readFileSync(file, "utf8").trim();
    parseKey(text);
    return text;
  }

  fileOf(name: string): string {
    return join(this.#folder, `${name}.key`);
  }

  #make(file: string): void {
    const fresh = `${file}.${process.pid}.new`;
    writeFileSync(fresh, `${randomBytes(32).toString("hex")}\n`, { mode: 0o600 });
    renameSync(fresh, file);
  }
}
