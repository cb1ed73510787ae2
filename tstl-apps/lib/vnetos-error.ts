/**
 * What the library throws. `code` is for programs, `message` for people: it names the rank, port or argument.
 *
 * | code | meaning |
 * | --- | --- |
 * | `"bad-request"` | a wrong argument, a value that JSON cannot carry, or ranks in different collectives |
 * | `"timeout"` | nothing came within the `timeoutMs` that was given |
 * | `"unreachable"` | the peer does not answer: its links are cut or it is down |
 * | `"peer-rebooted"` | the peer's node was started anew |
 * | `"closed"`, `"no-receiver"` | the peer's program has ended |
 * | `"deadlock"` | all who could end the wait wait themselves: fibers of this program, or the workers of a lock |
 *
 * The full list of the others is the protocol's list of error codes.
 *
 * ```ts
 * try {
 *   receive({ from: 3, timeoutMs: 500 });
 * } catch (error) {
 *   if (error instanceof VnetosError && error.code === "timeout") console.log("rank 3 is slow");
 *   else throw error;
 * }
 * ```
 */
export class VnetosError extends Error {
  readonly code: string;
  override name = "VnetosError";

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}
