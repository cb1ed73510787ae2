import { isAbsolute } from "node:path";
import { VnetosError } from "#protocol";
import { PORTS_MAX } from "#switch";

/** What a switch host is started with. */
export interface SwitchHostConfig {
  /** Absolute path of the folder for the sockets; made if it is not there, removed in the end if it is empty. */
  readonly dir: string;
  /** Link ports, 1..254; default 16. */
  readonly ports?: number | undefined;
  /** Line speed, bits/s; 0 (the default): unlimited. */
  readonly bitsPerSecond?: number | undefined;
  /** Seed of the cables' random errors; default: one of its own. */
  readonly seed?: number | undefined;
}

/** A config with its defaults filled in. */
export type CheckedConfig = {
  readonly [Field in keyof SwitchHostConfig]-?: NonNullable<SwitchHostConfig[Field]>;
};

/** Errors: bad-request, naming the field and its value. */
export function parseSwitchHostConfig(value: unknown): CheckedConfig {
  if (typeof value !== "object" || value === null) {
    throw new VnetosError("bad-request", "a switch host's config is an object");
  }
  const fields: Readonly<Record<string, unknown>> = { ...value };
  const { dir } = fields;
  if (typeof dir !== "string" || !isAbsolute(dir)) {
    throw new VnetosError("bad-request", `dir is an absolute path, not ${String(dir)}`);
  }
  return {
    dir,
    ports: whole("ports", fields.ports ?? 16, 1, PORTS_MAX),
    bitsPerSecond: whole("bitsPerSecond", fields.bitsPerSecond ?? 0, 0, 0xffff_ffff),
    seed: whole("seed", fields.seed ?? Math.floor(Math.random() * 2 ** 32), 0, 0xffff_ffff),
  };
}

export function whole(name: string, value: unknown, least: number, most: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) {
    return value;
  }
  throw new VnetosError("bad-request", `${name} is ${least} to ${most}, not ${String(value)}`);
}
