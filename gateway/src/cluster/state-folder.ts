import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { VnetosError } from "#protocol";

/** Where a gateway leaves what must outlive it: its address, what it was attached to, compiled programs. */
export class StateFolder {
  readonly path: string;

  constructor(path: string) {
    this.path = path;
    mkdirSync(path, { recursive: true, mode: 0o700 });
  }

  /**
   * The JSON of a file; undefined where there is no such file.
   * @throws VnetosError `bad-json`: a damaged file is never taken for an empty one
   */
  read(name: string): unknown {
    let text: string;
    try {
      text = readFileSync(join(this.path, name), "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw error;
    }
    try {
      return JSON.parse(text);
    } catch (error) {
      throw new VnetosError(
        "bad-json",
        `${join(this.path, name)} is damaged (${(error as Error).message}): mend or delete it`,
        { cause: error },
      );
    }
  }

  /** Replaces the file as a whole: after a crash it is the old one or the new one. Mode 600. */
  write(name: string, value: unknown): void {
    const target = join(this.path, name);
    const fresh = `${target}.${process.pid}.new`;
    writeFileSync(fresh, `${JSON.stringify(value, undefined, 2)}\n`, { mode: 0o600 });
    renameSync(fresh, target);
  }

  remove(name: string): void {
    rmSync(join(this.path, name), { force: true });
  }

  folder(name: string): string {
    const path = join(this.path, name);
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return path;
  }
}
