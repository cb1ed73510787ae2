import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type FlashJobView, type FlashRequest, toWireError, VnetosError } from "#protocol";
import type { BoardKeys } from "./board-keys.ts";
import { boardNames } from "./board-names.ts";
import { FlashBoard, type FlashTools } from "./flash-board.ts";
import { type FlashPort, findPorts } from "./flash-ports.ts";
import { boardOfSketch } from "./sketch-board.ts";
import type { Sketch, SketchBuild, SketchBuilds } from "./sketch-build.ts";

export interface FlashJobTools extends FlashTools {
  readonly builds: SketchBuilds;
  readonly keys: BoardKeys;
}

export interface FlashOrder {
  readonly id: string;
  readonly request: FlashRequest;
  /** Where the firmware is that is flashed when no other is named; it may have to be made first. */
  readonly firmware: () => Promise<string>;
  /** Folder for a log of each board. */
  readonly logs: string;
}

const DEFAULT_NAME = "b{n}";

/** One run over many boards: compile once, then all boards at once, each by itself. */
export class FlashJob {
  readonly #order: FlashOrder;
  readonly #tools: FlashJobTools;
  readonly #onChange: () => void;
  readonly #ending = new AbortController();
  readonly #started = new Date();
  #endedAt: number | undefined;
  #state: FlashJobView["state"] = "compiling";
  #sketch: Sketch | undefined;
  #build: SketchBuild | undefined;
  #boards: readonly FlashBoard[] = [];
  #thrown: unknown;

  constructor(order: FlashOrder, tools: FlashJobTools, onChange: () => void) {
    this.#order = order;
    this.#tools = tools;
    this.#onChange = onChange;
  }

  get view(): FlashJobView {
    const { id, request } = this.#order;
    const { fqbn = "", folder = "" } = this.#sketch ?? { ...request, folder: request.sketch };
    const thrown = this.#thrown;
    const cause = thrown instanceof VnetosError && thrown.code === "compile-failed" && thrown.cause;
    return {
      id,
      state: this.#state,
      fqbn,
      sketch: folder,
      startedAt: this.#started.toISOString(),
      elapsedMs: Math.round((this.#endedAt ?? Date.now()) - this.#started.getTime()),
      build: this.#build && pick(this.#build),
      boards: this.#boards.map((board) => board.view),
      ...(thrown === undefined ? {} : { error: toWireError(thrown) }),
      ...(cause instanceof Error ? { compilerText: cause.message } : {}),
    };
  }

  /** To its end, which is told by the view. Never rejects. */
  async run(): Promise<void> {
    const { signal } = this.#ending;
    try {
      const sketch = await this.#findSketch();
      const [build, ports] = await Promise.all([
        this.#tools.builds.build(sketch, signal),
        findPorts(this.#tools.arduino, signal),
      ]);
      this.#build = build;
      this.#boards = this.#choose(ports, sketch);
      this.#state = "flashing";
      this.#onChange();
      await Promise.all(this.#boards.map((board) => this.#flash(board, sketch, build)));
    } catch (thrown) {
      this.#thrown = thrown;
    }
    this.#state = "ended";
    this.#endedAt = Date.now();
    this.#onChange();
  }

  /** Ends what is under way. A board whose upload is cut off needs another one. */
  end(): void {
    this.#ending.abort();
  }

  async #findSketch(): Promise<Sketch> {
    const { request, firmware } = this.#order;
    const folder = request.sketch ?? (await firmware());
    this.#sketch = { folder, fqbn: request.fqbn ?? boardOfSketch(folder) };
    return this.#sketch;
  }

  #flash(board: FlashBoard, sketch: Sketch, build: SketchBuild): Promise<void> {
    const { wifi, again = false } = this.#order.request;
    const settings = { name: board.name, key: this.#tools.keys.of(board.name), wifi };
    const options = { again, signal: this.#ending.signal };
    return board.run(build, sketch.fqbn, settings, options);
  }

  #choose(there: readonly FlashPort[], sketch: Sketch): FlashBoard[] {
    const { ports, name = DEFAULT_NAME } = this.#order.request;
    const addresses = ports ?? likely(there, sketch.fqbn).map(({ address }) => address);
    if (addresses.length === 0) throw noBoards();
    const places = addresses.map((address) => ({
      address,
      port: there.find((port) => port.address === address),
    }));
    const names = this.#names(places, name);
    mkdirSync(this.#order.logs, { recursive: true, mode: 0o700 });
    return places.map((place, i) => {
      const log = join(this.#order.logs, `${names[i]}.log`);
      const named = { ...place, name: names[i] as string };
      return new FlashBoard(named, log, this.#tools, this.#onChange);
    });
  }

  #names(
    places: readonly { readonly address: string; readonly port: FlashPort | undefined }[],
    pattern: string,
  ): string[] {
    const known = Object.entries(this.#tools.record.all());
    const mine = places.map(({ address, port }) =>
      known.find(([mark, board]) => (port ? mark === port.mark : board.port === address)),
    );
    const others = known.filter((entry) => !mine.includes(entry)).map(([, board]) => board.name);
    return boardNames(
      pattern,
      mine.map((entry) => entry?.[1].name),
      new Set(others),
    );
  }
}

/** Ports of boards of another kind are not for this firmware; a plain adapter tells no kind. */
function likely(there: readonly FlashPort[], fqbn: string): readonly FlashPort[] {
  const kind = (name: string) => name.split(":").slice(0, 2).join(":");
  return there.filter(
    ({ boards }) => boards.length === 0 || boards.some((one) => kind(one.fqbn) === kind(fqbn)),
  );
}

function pick({ id, cached, compileMs }: SketchBuild) {
  return { id, cached, compileMs };
}

function noBoards(): VnetosError {
  const message = "no serial port here has a board: plug one in, or name its port with --ports";
  return new VnetosError("not-found", message);
}
