import { appendFileSync } from "node:fs";
import { type FlashBoardView, type FlashState, toWireError, VnetosError } from "#protocol";
import type { ArduinoCli } from "./arduino-cli.ts";
import type { BoardSettings, BoardSetup } from "./board-setup.ts";
import { checkPort, type FlashPort } from "./flash-ports.ts";
import { type FlashRecord, settingsMark } from "./flash-record.ts";
import type { SketchBuild } from "./sketch-build.ts";

/** What flashing a board stands on. */
export interface FlashTools {
  readonly arduino: ArduinoCli;
  readonly setup: BoardSetup;
  readonly record: FlashRecord;
  /** Wait between two tries of an upload, ms. */
  readonly retryMs: number;
}

const TRIES = 3;

/**
 * One board of a job.
 *
 *     waiting --> uploading --> setting-up --> verifying --> done
 *        |            |  ^ up to 3 tries           |
 *        |            +--+                         +--> failed
 *        +--> absent (no such port), unchanged (it has all of it)
 */
export class FlashBoard {
  readonly name: string;
  readonly #address: string;
  readonly #port: FlashPort | undefined;
  readonly #tools: FlashTools;
  readonly #log: string;
  readonly #onChange: () => void;
  readonly #startedAt = performance.now();
  #view: Omit<FlashBoardView, "elapsedMs">;
  #endedAt: number | undefined;

  constructor(
    place: {
      readonly address: string;
      readonly port: FlashPort | undefined;
      readonly name: string;
    },
    log: string,
    tools: FlashTools,
    onChange: () => void,
  ) {
    this.name = place.name;
    this.#address = place.address;
    this.#port = place.port;
    this.#log = log;
    this.#tools = tools;
    this.#onChange = onChange;
    this.#view = { port: place.address, name: place.name, state: "waiting", tries: 0 };
  }

  get view(): FlashBoardView {
    const elapsedMs = Math.round((this.#endedAt ?? performance.now()) - this.#startedAt);
    return { ...this.#view, elapsedMs };
  }

  /** To its end, which is told by the view. Never rejects. */
  async run(
    build: SketchBuild,
    fqbn: string,
    settings: BoardSettings,
    options: { readonly again: boolean; readonly signal: AbortSignal },
  ): Promise<void> {
    try {
      if (!this.#port) return this.#end("absent", noPort(this.#address));
      const { signal, again } = options;
      if (!again && (await this.#hasAll(this.#port, build, settings, signal)))
        return this.#end("unchanged");
      await this.#upload(this.#port, build, fqbn, signal);
      await this.#setUp(this.#port, build, settings, signal);
      this.#end("done");
    } catch (thrown) {
      this.#note(thrown);
      this.#end("failed", thrown);
    }
  }

  /** What was written here once is believed only if the board that answers is that one. */
  async #hasAll(
    port: FlashPort,
    build: SketchBuild,
    settings: BoardSettings,
    signal: AbortSignal,
  ): Promise<boolean> {
    const former = this.#tools.record.get(port.mark);
    if (former?.build !== build.id || former.settings !== settingsMark(settings)) return false;
    try {
      const info = await this.#tools.setup.info(port.address, signal);
      this.#change({ firmware: info.firmware });
      return info.name === settings.name && info.sealed;
    } catch (thrown) {
      this.#note(thrown); // It does not answer: so it is flashed.
      return false;
    }
  }

  async #upload(port: FlashPort, build: SketchBuild, fqbn: string, signal: AbortSignal) {
    const { arduino, record, retryMs } = this.#tools;
    const { address, protocol } = port;
    for (let tries = 1; ; tries++) {
      this.#change({ state: "uploading", tries });
      try {
        checkPort(address);
        record.begin(port.mark, address, this.name);
        const text = await arduino.upload(
          { port: address, protocol, fqbn, folder: build.folder },
          signal,
        );
        this.#write(text);
        return this.#change({ error: undefined });
      } catch (thrown) {
        this.#note(thrown);
        if (tries === TRIES || !isWorthATry(thrown) || signal.aborted) throw thrown;
        this.#change({ error: toWireError(thrown) });
        await new Promise((resolve) => setTimeout(resolve, retryMs * tries));
      }
    }
  }

  async #setUp(port: FlashPort, build: SketchBuild, settings: BoardSettings, signal: AbortSignal) {
    const { setup, record } = this.#tools;
    this.#change({ state: "setting-up" });
    const bootId = await setup.write(port.address, settings, signal);
    this.#change({ state: "verifying" });
    const { info, url } = await setup.verify(port.address, settings, bootId, signal);
    this.#change({ firmware: info.firmware, url });
    record.set(port.mark, {
      port: port.address,
      name: settings.name,
      build: build.id,
      settings: settingsMark(settings),
      flashedAt: new Date().toISOString(),
    });
  }

  #end(state: FlashState, thrown?: unknown): void {
    this.#endedAt = performance.now();
    this.#change({ state, error: thrown === undefined ? undefined : toWireError(thrown) });
  }

  #change(part: Partial<FlashBoardView>): void {
    this.#view = { ...this.#view, ...part };
    this.#onChange();
  }

  /** The whole of a fault goes into the log: a tool's own text is its cause. */
  #note(thrown: unknown): void {
    const { message, cause } = thrown as Error;
    this.#write(`${message}\n${cause instanceof Error ? `${cause.message}\n` : ""}`);
  }

  #write(text: string): void {
    appendFileSync(this.#log, text, { mode: 0o600 });
    this.#view = { ...this.#view, log: this.#log };
  }
}

/** A loose cable may be held again; a permission is not given within seconds. */
function isWorthATry(thrown: unknown): boolean {
  return !(
    thrown instanceof VnetosError && ["forbidden", "not-found", "closed"].includes(thrown.code)
  );
}

function noPort(address: string): VnetosError {
  return new VnetosError("unreachable", `there is no port ${address}: is the board plugged in?`);
}
