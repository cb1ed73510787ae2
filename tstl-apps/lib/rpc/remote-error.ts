import { VnetosError } from "../vnetos-error.ts";

/**
 * What a call has thrown on the rank that served it, thrown again where it was made.
 *
 * ```ts
 * try {
 *   remote(calculator, 3).divide(1, 0);
 * } catch (error) {
 *   if (error instanceof RemoteError) console.log(error.from, error.thrown, error.message);
 * }
 * ```
 */
export class RemoteError extends VnetosError {
  override name = "RemoteError";
  /** The rank where it was thrown. */
  readonly from: number;
  /** Name of the error there, for example `"RangeError"`. */
  readonly thrown: string;
  /** Its message there, without the name of the call. */
  readonly reason: string;

  constructor(code: string, message: string, from: number, thrown: string, reason: string) {
    super(code, message);
    this.from = from;
    this.thrown = thrown;
    this.reason = reason;
  }
}
