import { type ErrorCode, type SwitchPortView, VnetosError } from "#protocol";
import { ControlClient, type ControlClientOptions, notASwitch } from "./control-client.ts";
import {
  CONTROL_OPS,
  type ControlFrame,
  type ControlStatus,
  packRun,
  statusName,
} from "./control-codec.ts";
import { CounterTotals } from "./counter-totals.ts";
import { maskOfPorts, maskWords, portsOfMask } from "./masks.ts";
import { portView } from "./port-view.ts";
import {
  COUNTER_STRIDE,
  COUNTERS_ADDRESS,
  MASK_STRIDE,
  type RegisterName,
  registerAddress,
  registerRow,
  SWITCH_ID,
  SWITCH_VERSION,
} from "./registers.ts";
import { stageSum } from "./route-table.ts";
import { checkSwitchRoutes, wordsOfRoutes } from "./route-words.ts";
import type { SwitchRoutes } from "./routes.ts";

export interface SwitchIdentity {
  readonly id: string;
  /** "1.0" */
  readonly version: string;
  readonly ports: number;
  readonly ingressBytes: number;
  readonly egressBytes: number;
}

/** Registers asked for at once: few enough that a bad line gets one run through. */
const RUN_COUNT = 64;

/** What a status other than ok is to the caller. */
const CODE_OF_STATUS: Record<Exclude<ControlStatus, "ok">, ErrorCode> = {
  ...{ "bad-crc": "bad-frame", "bad-op": "unsupported-version", "bad-address": "not-found" },
  ...{ "bad-value": "bad-request", "read-only": "method-not-allowed", refused: "conflict" },
};

/**
 * Speaks the register bytes to a switch: the real one over its control UART, the model over a socket.
 * Every call may fail with unreachable, bad-frame (a foreign device) or closed, see ControlClient.
 */
export class SwitchDriver {
  readonly #client: ControlClient;
  readonly #totals = new CounterTotals();
  #identity: SwitchIdentity | undefined;

  constructor(options: ControlClientOptions) {
    this.#client = new ControlClient(options);
  }

  /**
   * Who is there. To be called first, and again after the switch was away.
   * Errors: bad-frame for a foreign device, unsupported-version.
   */
  async identify(): Promise<SwitchIdentity> {
    const id = await this.#client.ask("read", registerAddress("ID"), 0);
    if (id.data !== SWITCH_ID || id.code !== 0) throw notASwitch(bytesOf(id.data));
    const version = await this.read("VERSION");
    if (version >>> 16 !== SWITCH_VERSION >>> 16) {
      const text = `the switch has register version ${versionText(version)}`;
      const own = versionText(SWITCH_VERSION);
      throw new VnetosError("unsupported-version", `${text}, this driver speaks ${own}`);
    }
    const geometry = await this.read("GEOMETRY");
    this.#totals.reset();
    this.#identity = {
      ...{ id: "VNET", version: versionText(version), ports: await this.read("PORTS") },
      ...{ ingressBytes: geometry >>> 16, egressBytes: geometry & 0xffff },
    };
    return this.#identity;
  }

  /** Errors: not-found for a place that this switch does not have. */
  async read(name: RegisterName, index = 0, maskWord = 0): Promise<number> {
    const address = registerAddress(name, index, maskWord);
    return answeredValue(await this.#client.ask("read", address, 0), name);
  }

  /** Answers what the register reads as afterwards. Errors: bad-request, method-not-allowed, conflict (refused). */
  async write(name: RegisterName, value: number, index = 0, maskWord = 0): Promise<number> {
    const address = registerAddress(name, index, maskWord);
    return answeredValue(await this.#client.ask("write", address, value), name);
  }

  /** The registers at `address`, `address + stride`, … */
  async readRun(address: number, count: number, stride = 1): Promise<readonly number[]> {
    const values: number[] = [];
    while (values.length < count) {
      const part = Math.min(RUN_COUNT, count - values.length);
      values.push(...(await this.#run(address + values.length * stride, part, stride)));
    }
    return values;
  }

  async readMask(name: RegisterName, index = 0): Promise<readonly number[]> {
    const words = maskWords((await this.#known()).ports);
    return portsOfMask(Uint32Array.from(await this.readRun(registerAddress(name, index), words)));
  }

  async writeMask(name: RegisterName, ports: Iterable<number>): Promise<void> {
    const words = maskOfPorts(ports, maskWords((await this.#known()).ports));
    for (const [word, value] of words.entries()) await this.write(name, value, 0, word);
  }

  /** Enables exactly these ports. */
  async enable(ports: Iterable<number>): Promise<void> {
    await this.writeMask("EN", ports);
  }

  /** Line speed of every port, bits/s; 0: the greatest. */
  async setLineSpeed(bitsPerSecond: number): Promise<void> {
    const { ports } = await this.#known();
    for (let port = 0; port < ports; port += 1) await this.write("RATE", bitsPerSecond, port);
  }

  /**
   * A new set of routes, as a whole: written beside the active one, read back, then made active at one instant.
   * Errors: impossible-route for routes that this switch cannot have; conflict when what was read back differs.
   * After any error the old routes are still the active ones.
   */
  async loadRoutes(routes: SwitchRoutes): Promise<void> {
    const { ports } = await this.#known();
    checkSwitchRoutes(routes, ports);
    const wanted = wordsOfRoutes(routes, ports);
    await this.write("STAGE_BEGIN", 1);
    await this.#stage("STAGED_ROWS", wanted.rows);
    await this.#stage("STAGED_LABELS", wanted.labels);
    await this.#compare("STAGED_ROWS", wanted.rows);
    await this.#compare("STAGED_LABELS", wanted.labels);
    await this.write("COMMIT", stageSum(wanted));
  }

  /** The active routes. */
  async readRoutes(): Promise<SwitchRoutes> {
    const words = maskWords((await this.#known()).ports);
    const table = async (name: RegisterName) => {
      const read = Uint32Array.from(await this.#readTable(name));
      const entries = read.length / words;
      return Array.from({ length: entries }, (_, i) => portsOfMask(read, i * words, words));
    };
    return { rows: await table("ROWS"), labels: await table("LABELS") };
  }

  /** All counters of all ports, of one and the same instant. */
  async ports(): Promise<readonly SwitchPortView[]> {
    const { ports } = await this.#known();
    await this.write("SNAPSHOT", 1);
    const connected = new Set(await this.readMask("CARRIER"));
    const used = registerAddress("HIGH_OUT") - COUNTERS_ADDRESS + 1;
    const views: SwitchPortView[] = [];
    for (let port = 0; port < ports; port += 1) {
      const block = await this.readRun(COUNTERS_ADDRESS + port * COUNTER_STRIDE, used);
      const total = (offset: number) => this.#totals.update(port, offset, block[offset] ?? 0);
      views.push(portView({ port, connected: connected.has(port), block, total }));
    }
    return views;
  }

  /** What waits is rejected with `closed`. */
  close(): void {
    this.#client.close();
  }

  async #known(): Promise<SwitchIdentity> {
    return this.#identity ?? (await this.identify());
  }

  async #run(address: number, count: number, stride: number): Promise<readonly number[]> {
    const addresses = Array.from({ length: count }, (_, step) => address + step * stride);
    const code = CONTROL_OPS["read-run"];
    const again = (missing: readonly number[]) => {
      const first = missing[0] ?? address;
      const left = addresses.length - addresses.indexOf(first);
      return { code, address: first, data: packRun(left, stride) };
    };
    const answers = await this.#client.exchange(again(addresses), addresses, again);
    const values = new Map(answers.map((answer) => [answer.address, answeredValue(answer, "run")]));
    return addresses.map((each) => values.get(each) ?? 0);
  }

  async #stage(name: RegisterName, words: Uint32Array): Promise<void> {
    const perEntry = maskWords((await this.#known()).ports);
    for (const [place, value] of words.entries()) {
      if (value === 0) continue;
      await this.write(name, value, Math.floor(place / perEntry), place % perEntry);
    }
  }

  async #compare(name: RegisterName, wanted: Uint32Array): Promise<void> {
    const read = await this.#readTable(name);
    const differs = read.findIndex((word, place) => word !== wanted[place]);
    if (differs < 0) return;
    const entry = Math.floor(differs / maskWords((await this.#known()).ports));
    const what = `${name}[${entry}] reads back as ${read[differs]}, not ${wanted[differs]}`;
    throw new VnetosError("conflict", `${what}: the old routes stay`);
  }

  /** All words of a table, entry after entry. */
  async #readTable(name: RegisterName): Promise<readonly number[]> {
    const { ports } = await this.#known();
    const words = maskWords(ports);
    const entries = registerRow(name).span === "port" ? ports : 256;
    const columns: (readonly number[])[] = [];
    for (let word = 0; word < words; word += 1) {
      columns.push(await this.readRun(registerAddress(name, 0, word), entries, MASK_STRIDE));
    }
    return Array.from({ length: entries * words }, (_, place) => {
      return columns[place % words]?.[Math.floor(place / words)] ?? 0;
    });
  }
}

function answeredValue(answer: ControlFrame, name: string): number {
  const status = statusName(answer.code);
  if (status === "ok") return answer.data;
  const place = `${name} at address ${answer.address}`;
  if (status === undefined) {
    const text = `the switch answered ${place} with status ${answer.code}, which is unknown`;
    throw new VnetosError("unsupported-version", text);
  }
  throw new VnetosError(CODE_OF_STATUS[status], `the switch answered ${place}: ${status}`);
}

function versionText(version: number): string {
  return `${version >>> 16}.${version & 0xffff}`;
}

function bytesOf(word: number): Uint8Array {
  return new Uint8Array(Uint32Array.of(word).buffer);
}
