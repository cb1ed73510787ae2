import { checkCount } from "./check-count.ts";
import { closeCounter, give, openCounter, spendOrSee, tryTake } from "./shared-counter.ts";
import type { SharingOptions } from "./sharing.ts";

/** How many tokens, and for how long to wait for them. */
export interface TokenOptions {
  /** Default 1. */
  readonly tokens?: number | undefined;
  /** The longest wait, ms. Default: as long as somebody is left who could give some. */
  readonly timeoutMs?: number | undefined;
}

/**
 * Tokens that some workers of this board give and others take: the semaphore of producers and consumers. Nobody owns
 * one; what was taken is gone.
 */
export interface Tokens {
  readonly name: string;
  /** Adds tokens, default 1. Throws `limit-reached`, and adds none, when there would be more than `most`. */
  give(tokens?: number): void;
  /**
   * Waits for tokens and takes them away. First come, first served.
   *
   * @throws VnetosError `timeout`; `deadlock` or `closed` when nobody is left who could give some.
   */
  take(options?: TokenOptions): void;
  /** Takes tokens if they are there now: never waits. False: there are not enough, or others wait for them. */
  tryTake(tokens?: number): boolean;
  /** Leaves the tokens; they are gone when all have. */
  close(): void;
}

const MOST = 1_000_000;

/**
 * Opens a pile of tokens by its name. All who open it give the same numbers.
 *
 * @param name 1 to 63 letters, digits, `.`, `_`, `-`.
 * @param most The most that there may be at once, 1..1000000.
 * @param initial How many there are when the first worker opens it, 0..`most`. Default 0.
 * @throws VnetosError `bad-request` for a wrong argument, `conflict` when the name is open as something else,
 * `limit-reached`.
 *
 * ```ts
 * const filled = openTokens("filled", 10);
 * if (rank === 0) filled.give();
 * else filled.take({ timeoutMs: 1000 });
 * ```
 */
export function openTokens(
  name: string,
  most: number,
  initial = 0,
  options: SharingOptions = {},
): Tokens {
  checkCount("openTokens(most)", most, 1, MOST);
  checkCount("openTokens(initial)", initial, 0, most);
  const counter = openCounter("openTokens", { name, kind: "tokens", initial, most }, options);
  const counted = (method: string, count: number) => {
    checkCount(`${counter.title}: ${method}(tokens)`, count, 1, most);
    return count;
  };
  return {
    name,
    give: (count = 1) => give(counter, "spend", counted("give", count)),
    take: ({ tokens = 1, timeoutMs }: TokenOptions = {}) => {
      const units = counted("take", tokens);
      spendOrSee(counter, "spend", { call: "take", units, timeoutMs, late: "not enough tokens" });
    },
    tryTake: (count = 1) => tryTake(counter, "spend", counted("tryTake", count)) !== undefined,
    close: () => closeCounter(counter),
  };
}
