import { createHmac } from "node:crypto";
import type { StateFolder } from "#cluster";
import type { BoardSettings } from "./board-setup.ts";

/** What was put on a board, by the board's own mark (USB serial number) or, without one, by its port. */
export interface FlashedBoard {
  readonly port: string;
  readonly name: string;
  readonly build: string;
  /** What `settingsMark` made of its settings. */
  readonly settings: string;
  /** ISO 8601. */
  readonly flashedAt: string;
}

const FILE = "flashed.json";

/** Which board has which firmware; kept in a file, so that a later run does only what is missing. */
export class FlashRecord {
  readonly #folder: StateFolder;

  constructor(folder: StateFolder) {
    this.#folder = folder;
  }

  all(): Readonly<Record<string, FlashedBoard>> {
    return (this.#folder.read(FILE) ?? {}) as Record<string, FlashedBoard>;
  }

  get(mark: string): FlashedBoard | undefined {
    return this.all()[mark];
  }

  set(mark: string, board: FlashedBoard): void {
    this.#folder.write(FILE, { ...this.all(), [mark]: board });
  }

  /** The board is being written: whatever happens now, it is not what it was; its name stays its own. */
  begin(mark: string, port: string, name: string): void {
    this.set(mark, { port, name, build: "", settings: "", flashedAt: "" });
  }
}

/** Tells settings apart without telling them: only who has the board's key could try passwords against it. */
export function settingsMark({ name, key, wifi }: BoardSettings): string {
  const text = JSON.stringify([name, wifi?.name, wifi?.password]);
  return createHmac("sha256", Buffer.from(key, "hex")).update(text).digest("hex");
}
