import { checkWhole } from "./check-arguments.ts";
import { VnetosError } from "./vnetos-error.ts";
import { args } from "./world.ts";

/** What a number on the command line may be. */
export interface NumberArgumentOptions {
  /** What it is when the command line does not say. */
  readonly standard: number;
  /** Default: no limit. */
  readonly least?: number;
  /** Default: no limit. */
  readonly most?: number;
  /** True: a whole number only. Default false. */
  readonly whole?: boolean;
}

/**
 * The number that stands at `position` behind `--args`.
 *
 * @param position 0 for the first argument.
 * @param name What the argument is called in the error.
 * @throws VnetosError `bad-request`: `tolerance: x is no number from 0 to 1`.
 *
 * ```ts
 * const tolerance = numberArgument(1, "tolerance", { standard: 0.01, least: 0, most: 1 });
 * ```
 */
export function numberArgument(
  position: number,
  name: string,
  options: NumberArgumentOptions,
): number {
  return argumentAs("numberArgument", position, name, options);
}

/** `call` is what the program has called. */
function argumentAs(
  call: string,
  position: number,
  name: string,
  options: NumberArgumentOptions,
): number {
  checkWhole(`${call}(position)`, position);
  const text = args[position];
  if (text === undefined) return options.standard;
  const value = text === "" ? Number.NaN : Number(text);
  if (fits(value, options)) return value;
  throw new VnetosError("bad-request", `${name}: ${text} is no ${wanted(options)}`);
}

/**
 * As `numberArgument`, for a whole number.
 *
 * ```ts
 * const rounds = wholeArgument(0, "rounds", { standard: 3, least: 1, most: 100 });
 * ```
 */
export function wholeArgument(
  position: number,
  name: string,
  options: Omit<NumberArgumentOptions, "whole">,
): number {
  return argumentAs("wholeArgument", position, name, { ...options, whole: true });
}

function fits(value: number, { least, most, whole }: NumberArgumentOptions): boolean {
  if (!(value - value === 0)) return false;
  if (least !== undefined && value < least) return false;
  if (most !== undefined && value > most) return false;
  return whole !== true || value % 1 === 0;
}

function wanted({ least, most, whole }: NumberArgumentOptions): string {
  const from = least === undefined ? "" : ` from ${least}`;
  const to = most === undefined ? "" : ` to ${most}`;
  return `${whole === true ? "whole number" : "number"}${from}${to}`;
}
