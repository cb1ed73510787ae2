import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { cacheFolder } from "#firmware";
import { ROOT } from "./cli.ts";
import { VirtualBoard } from "./virtual-board.ts";

/** Where `.ci/setup` puts it. */
const INSTALLED = join(cacheFolder(), "arduino-cli/1.4.1/arduino-cli");

/** The real arduino-cli of this machine; undefined: there is none. */
export function findArduinoCli(): string | undefined {
  const named = process.env.VNETOS_ARDUINO_CLI ?? INSTALLED;
  if (existsSync(named)) return named;
  return spawnSync("arduino-cli", ["version"]).status === 0 ? "arduino-cli" : undefined;
}

export const NO_ARDUINO_CLI = `no arduino-cli here: bash .ci/setup installs it where Go is (${INSTALLED})`;

export const VIRTUAL_FQBN = "vnetos:virtual:board";
export const VIRTUAL_SKETCH = join(ROOT, "test/support/arduino-platform/virtual-sketch");

/**
 * A workbench for arduino-cli: settings and folders of its own, with our platform of virtual boards and no other, so that
 * nothing is downloaded; and boards behind pseudo-terminals.
 */
export class ArduinoBench {
  readonly folder = mkdtempSync(join(tmpdir(), "vnetos-arduino-"));
  readonly ports = join(this.folder, "ports");
  readonly boards: VirtualBoard[] = [];
  readonly environment: Readonly<Record<string, string>>;

  constructor(arduinoCli: string) {
    const data = join(this.folder, "data");
    mkdirSync(data);
    mkdirSync(this.ports);
    // Without an index it would fetch one at its first start.
    writeFileSync(join(data, "package_index.json"), '{"packages":[]}');
    writeFileSync(join(data, "library_index.json"), '{"libraries":[]}');
    writeFileSync(
      join(this.folder, "arduino-cli.yaml"),
      "board_manager:\n  additional_urls: []\nupdater:\n  enable_notification: false\n",
    );
    this.environment = {
      VNETOS_ARDUINO_CLI: arduinoCli,
      VNETOS_VIRTUAL_PORTS: this.ports,
      ARDUINO_CONFIG_FILE: join(this.folder, "arduino-cli.yaml"),
      ARDUINO_DIRECTORIES_DATA: data,
      ARDUINO_DIRECTORIES_DOWNLOADS: join(this.folder, "downloads"),
      ARDUINO_DIRECTORIES_USER: join(ROOT, "test/support/arduino-platform"),
    };
  }

  portOf(number: number): string {
    return join(this.ports, `ttyV${number}`);
  }

  async addBoards(count: number, program: string): Promise<void> {
    for (let i = 0; i < count; i++) {
      const number = this.boards.length;
      const folder = join(this.folder, `board${number}`);
      mkdirSync(folder);
      this.boards.push(new VirtualBoard({ port: this.portOf(number), folder, program }));
    }
    await Promise.all(this.boards.slice(-count).map((board) => board.start()));
  }

  async end(): Promise<void> {
    await Promise.all(this.boards.map((board) => board.end()));
    rmSync(this.folder, { recursive: true, force: true });
  }
}
