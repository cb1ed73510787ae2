import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { basename, join, parse } from "node:path";
import { type GatewayEvent, VnetosError } from "#protocol";

type FileEvent = Extract<GatewayEvent, { type: "file" }>;

export interface ReceivedFile {
  readonly path: string;
  readonly bytes: number;
}

/** Files that programs send, written part by part into one folder and nowhere else. */
export class ReceivedFiles {
  readonly #folder: string;
  readonly #open = new Map<string, { fd: number; path: string; bytes: number }>();
  /** Which worker has a name in the folder. */
  readonly #owners = new Map<string, string>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The file, when this part was its last. @throws VnetosError `forbidden` for a name that is a path */
  take(event: FileEvent): ReceivedFile | undefined {
    const key = `${event.node}/${event.worker}/${event.name}`;
    const file = this.#open.get(key) ?? this.#create(key, event);
    const data = Buffer.from(event.data, "base64");
    writeSync(file.fd, data);
    file.bytes += data.length;
    if (!event.last) return undefined;
    closeSync(file.fd);
    this.#open.delete(key);
    return { path: file.path, bytes: file.bytes };
  }

  /** Ends files whose last part never came. */
  close(): void {
    for (const { fd } of this.#open.values()) closeSync(fd);
    this.#open.clear();
  }

  #create(key: string, event: FileEvent) {
    if (event.name !== basename(event.name) || /^\.|[\\:]/.test(event.name))
      throw new VnetosError(
        "forbidden",
        `${event.node} sends a file named "${event.name}": refused`,
      );
    mkdirSync(this.#folder, { recursive: true });
    const path = join(this.#folder, this.#nameFor(event));
    const file = { fd: openSync(path, "w"), path, bytes: 0 };
    this.#open.set(key, file);
    return file;
  }

  /** Its own name, or `name-b3.txt` when another worker has that one. */
  #nameFor(event: FileEvent): string {
    const worker = `${event.node}/${event.worker}`;
    const { name, ext } = parse(event.name);
    let chosen = event.name;
    let suffix = event.node;
    while ((this.#owners.get(chosen) ?? worker) !== worker) {
      chosen = `${name}-${suffix}${ext}`;
      suffix += `-${event.worker}`;
    }
    this.#owners.set(chosen, worker);
    return chosen;
  }
}
