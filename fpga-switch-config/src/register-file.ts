import type { ControlStatus } from "./control-codec.ts";
import { validBits } from "./masks.ts";
import {
  COUNTERS_ADDRESS,
  DROP_WAIT_US,
  locateRegister,
  type RegisterName,
  type RegisterPlace,
} from "./registers.ts";
import { type RouteTable, type RouteWords, stageSum } from "./route-table.ts";

export type PortMask = "EN" | "RAW" | "DROP" | "CARRIER" | "WEDGED" | "STOPPED";

/** What the registers read and move. */
export interface SwitchCore {
  readonly ports: number;
  readonly routes: RouteTable;
  readonly uptimeMs: number;
  dropWaitUs: number;
  mask(name: PortMask): Uint32Array;
  /** False: refused. */
  setMask(name: "EN" | "RAW" | "DROP", words: Uint32Array): boolean;
  rate(port: number): number;
  setRate(port: number, bitsPerSecond: number): void;
  commit(sum: number): boolean;
  /** All counters as they stand now, port after port. */
  counters(): Uint32Array;
}

interface Handler {
  read(place: RegisterPlace): number;
  /** Absent: read-only. The value is within the register's valid bits. */
  write?(value: number, place: RegisterPlace): ControlStatus;
}

export interface ReadAnswer {
  readonly status: ControlStatus;
  readonly value: number;
}

/** The registers of a switch: what a control frame reads and writes. */
export class RegisterFile {
  readonly #core: SwitchCore;
  readonly #handlers: Partial<Record<RegisterName, Handler>>;
  #frozen: Uint32Array;
  #controlErrors = 0;

  constructor(core: SwitchCore) {
    this.#core = core;
    this.#frozen = new Uint32Array(core.counters().length);
    this.#handlers = {
      ...this.#single(),
      ...this.#commands(),
      ...this.#masks(),
      ...this.#tables(),
    };
  }

  countControlError(): number {
    this.#controlErrors = (this.#controlErrors + 1) >>> 0;
    return this.#controlErrors;
  }

  read(address: number): ReadAnswer {
    const place = locateRegister(address, this.#core.ports);
    if (place === undefined) return { status: "bad-address", value: 0 };
    return { status: "ok", value: this.#valueAt(place, address) };
  }

  /** Answers the value that the register has afterwards. */
  write(address: number, value: number): ReadAnswer {
    const place = locateRegister(address, this.#core.ports);
    if (place === undefined) return { status: "bad-address", value: 0 };
    const status = this.#tryWrite(place, value);
    return { status, value: this.#valueAt(place, address) };
  }

  #valueAt(place: RegisterPlace, address: number): number {
    const handler = this.#handlers[place.row.name];
    if (handler !== undefined) return handler.read(place) >>> 0;
    if (address >= COUNTERS_ADDRESS) return this.#frozen[address - COUNTERS_ADDRESS] ?? 0;
    return Number(place.row.reset);
  }

  #tryWrite(place: RegisterPlace, value: number): ControlStatus {
    const write = this.#handlers[place.row.name]?.write;
    if (write === undefined) return "read-only";
    const valid = place.row.mask ? validBits(this.#core.ports, place.maskWord) : 0xffff_ffff;
    return (value & ~valid) !== 0 ? "bad-value" : write(value >>> 0, place);
  }

  #single(): Partial<Record<RegisterName, Handler>> {
    const core = this.#core;
    let loopback = 0;
    return {
      PORTS: { read: () => core.ports },
      CONTROL_ERRORS: { read: () => this.#controlErrors },
      LOOPBACK: {
        read: () => loopback,
        write: (value) => {
          loopback = value;
          return "ok";
        },
      },
      DROP_WAIT: { read: () => core.dropWaitUs, write: (value) => this.#setDropWait(value) },
      RATE: {
        read: ({ index }) => core.rate(index),
        write: (value, { index }) => {
          core.setRate(index, value);
          return "ok";
        },
      },
    };
  }

  #setDropWait(us: number): ControlStatus {
    if (us < DROP_WAIT_US.least || us > DROP_WAIT_US.greatest) return "bad-value";
    this.#core.dropWaitUs = us;
    return "ok";
  }

  #commands(): Partial<Record<RegisterName, Handler>> {
    const core = this.#core;
    let time = 0;
    const snapshot = () => {
      this.#frozen = core.counters();
      time = Math.floor(core.uptimeMs);
      return true;
    };
    const clearStage = () => {
      core.routes.clearStage();
      return true;
    };
    return {
      SNAPSHOT: command(snapshot),
      SNAPSHOT_TIME: { read: () => time },
      STAGE_BEGIN: command(clearStage),
      STAGE_SUM: { read: () => stageSum(core.routes.staged) },
      COMMIT: command((sum) => core.commit(sum)),
    };
  }

  #masks(): Partial<Record<RegisterName, Handler>> {
    const core = this.#core;
    const read = (name: PortMask) => (place: RegisterPlace) => core.mask(name)[place.maskWord] ?? 0;
    const both = (name: "EN" | "RAW" | "DROP"): Handler => ({
      read: read(name),
      write: (value, { maskWord }) => {
        const words = core.mask(name);
        words[maskWord] = value;
        return core.setMask(name, words) ? "ok" : "refused";
      },
    });
    return {
      ...{ EN: both("EN"), RAW: both("RAW"), DROP: both("DROP") },
      CARRIER: { read: read("CARRIER") },
      WEDGED: { read: read("WEDGED") },
      STOPPED: { read: read("STOPPED") },
    };
  }

  #tables(): Partial<Record<RegisterName, Handler>> {
    const { staged, active } = this.#core.routes;
    const words = this.#core.mask("EN").length;
    const at = ({ index, maskWord }: RegisterPlace) => index * words + maskWord;
    const read = (tables: RouteWords, part: keyof RouteWords): Handler => ({
      read: (place) => tables[part][at(place)] ?? 0,
    });
    const both = (part: keyof RouteWords): Handler => ({
      ...read(staged, part),
      write: (value, place) => {
        staged[part][at(place)] = value;
        return "ok";
      },
    });
    return {
      ...{ ROWS: read(active, "rows"), LABELS: read(active, "labels") },
      ...{ STAGED_ROWS: both("rows"), STAGED_LABELS: both("labels") },
    };
  }
}

/** A register whose write does something; it reads as the number of times that this was done. */
function command(run: (value: number) => boolean): Handler {
  let times = 0;
  return {
    read: () => times,
    write: (value) => {
      if (!run(value)) return "refused";
      times += 1;
      return "ok";
    },
  };
}
