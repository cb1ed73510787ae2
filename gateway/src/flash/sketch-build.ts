import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { VnetosError } from "#protocol";
import type { ArduinoCli } from "./arduino-cli.ts";

/** What is compiled, and for which kind of board. */
export interface Sketch {
  /** Folder with `<its name>.ino`. */
  readonly folder: string;
  readonly fqbn: string;
}

export interface SketchBuild {
  /** Hash of all that went into it: 16 hexadecimal digits. */
  readonly id: string;
  /** What `upload` takes. */
  readonly folder: string;
  /** True: it was there already. */
  readonly cached: boolean;
  readonly compileMs: number;
}

/** Firmware, compiled once for each state of its sources, board and tools. */
export class SketchBuilds {
  readonly #arduino: ArduinoCli;
  readonly #folder: string;
  readonly #running = new Map<string, Promise<SketchBuild>>();

  constructor(arduino: ArduinoCli, folder: string) {
    this.#arduino = arduino;
    this.#folder = folder;
  }

  /** @throws VnetosError `not-found`: no sketch, platform or arduino-cli; `compile-failed` */
  async build(sketch: Sketch, signal: AbortSignal): Promise<SketchBuild> {
    const version = await this.#arduino.version(signal);
    const platform = await this.#arduino.platform(sketch.fqbn, signal);
    const id = hashOf(sketch, [version, platform, sketch.fqbn]);
    const folder = join(this.#folder, id);
    if (existsSync(folder)) return { id, folder, cached: true, compileMs: 0 };
    const running = this.#running.get(id);
    if (running) return { ...(await running), cached: true };
    const work = this.#compile(sketch, id, signal).finally(() => this.#running.delete(id));
    this.#running.set(id, work);
    return await work;
  }

  /** The work folder stays, for the next state of the same sketch. What is in place is whole. */
  async #compile(sketch: Sketch, id: string, signal: AbortSignal): Promise<SketchBuild> {
    const started = performance.now();
    const place = createHash("sha256").update(`${sketch.folder}\0${sketch.fqbn}`).digest("hex");
    const folder = join(this.#folder, id);
    const fresh = `${folder}.${process.pid}.new`;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    try {
      const work = join(this.#folder, `work-${place.slice(0, 16)}`);
      await this.#arduino.compile(
        { sketch: sketch.folder, fqbn: sketch.fqbn, work, to: fresh },
        signal,
      );
      if (!existsSync(folder)) renameSync(fresh, folder);
    } finally {
      rmSync(fresh, { recursive: true, force: true });
    }
    return { id, folder, cached: false, compileMs: Math.round(performance.now() - started) };
  }
}

/** Names and bytes of all files of the sketch, and what else decides. */
function hashOf(sketch: Sketch, more: readonly string[]): string {
  const hash = createHash("sha256");
  for (const text of more) hash.update(`${text}\0`);
  for (const path of filesOf(sketch.folder)) {
    const bytes = readFileSync(join(sketch.folder, path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex").slice(0, 16);
}

function filesOf(folder: string): string[] {
  try {
    const all = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = all.filter((entry) => entry.isFile());
    const paths = files.map((entry) =>
      join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1),
    );
    return paths.filter((path) => !/(^|\/)(\.|node_modules\/)/.test(path)).sort();
  } catch (error) {
    throw new VnetosError("not-found", `no sketch in ${folder}`, { cause: error });
  }
}
