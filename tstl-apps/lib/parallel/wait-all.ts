import { checkMs } from "../check-arguments.ts";
import { VnetosError } from "../vnetos-error.ts";
import { type Request, waitForOne } from "./request.ts";

/**
 * Waits until all requests are done; their results, in the same order. Throws what the first of them that has failed
 * throws.
 *
 * ```ts
 * const requests = [startReceive<number>({ from: 1 }), startReceive<number>({ from: 2 })];
 * const values = waitAll(requests).map(({ value }) => value);
 * ```
 */
export function waitAll<T>(requests: readonly Request<T>[], timeoutMs?: number): T[] {
  if (timeoutMs !== undefined) checkMs("waitAll(timeoutMs)", timeoutMs);
  const end = timeoutMs === undefined ? undefined : __vnetos.now() + timeoutMs;
  const results: T[] = [];
  for (let i = 0; i < requests.length; i++) {
    const leftMs = end === undefined ? undefined : Math.max(0, end - __vnetos.now());
    const request = requests[i] as Request<T>;
    waitForOne([request.pending], leftMs, `waitAll: request ${i} is not done`);
    results[i] = request.wait();
  }
  return results;
}

/**
 * Waits until one of the requests is done, or has failed: its position. Its `wait` then gives the result at once.
 *
 * ```ts
 * const first = waitAny(requests);
 * console.log(requests[first]?.wait());
 * ```
 */
export function waitAny<T>(requests: readonly Request<T>[], timeoutMs?: number): number {
  if (timeoutMs !== undefined) checkMs("waitAny(timeoutMs)", timeoutMs);
  if (requests.length === 0)
    throw new VnetosError("bad-request", "waitAny(requests): there are none");
  const all = requests.map(({ pending }) => pending);
  return waitForOne(all, timeoutMs, `waitAny: none of ${requests.length} requests is done`);
}
