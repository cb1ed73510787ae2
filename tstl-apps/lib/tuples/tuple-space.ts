import { checkMs, checkRank } from "../check-arguments.ts";
import { checkName } from "../check-name.ts";
import { decode, encode } from "../json.ts";
import { ask, awaitAnswer, tell } from "../kernel/ask.ts";
import { deadlineIn } from "../kernel/wait.ts";
import { VnetosError } from "../vnetos-error.ts";
import { checkPattern, checkTuple } from "./check-tuple.ts";
import type { Matched, Pattern, Tuple } from "./pattern.ts";
import { CONTEXT } from "./store.ts";

/** How long to wait for a tuple. */
export interface TupleWait {
  /** The longest wait, ms. Default: as long as the space's home rank lives. */
  readonly timeoutMs?: number | undefined;
}

/** A bag of tuples that all ranks share, after Gelernter's Linda: they meet by what a tuple holds, not by who asks. */
export interface TupleSpace {
  readonly name: string;
  /** The rank that keeps the tuples. */
  readonly home: number;
  /** Puts a tuple in, and returns when it is there. */
  out(tuple: Tuple): void;
  /** Takes out a tuple that the pattern fits, the oldest one; waits until there is one. */
  in<const P extends Pattern>(pattern: P, options?: TupleWait): Matched<P>;
  /** Reads a tuple and leaves it there; waits until there is one. */
  rd<const P extends Pattern>(pattern: P, options?: TupleWait): Matched<P>;
  /** As `in`, but undefined when there is none now. */
  inp<const P extends Pattern>(pattern: P): Matched<P> | undefined;
  /** As `rd`, but undefined when there is none now. */
  rdp<const P extends Pattern>(pattern: P): Matched<P> | undefined;
  /** How many tuples the pattern fits now. */
  count(pattern: Pattern): number;
}

/** Where a tuple space is. */
export interface TupleSpaceOptions {
  /** The rank that keeps the tuples. It serves them whenever it waits. Default 0. */
  readonly home?: number | undefined;
}

/**
 * Opens a tuple space: the same on all ranks that give the same name and home.
 *
 * The home rank serves the space whenever it waits for something; one that has nothing else to do waits in `barrier()`.
 * A wait for a tuple ends with an error when the home rank is gone, or after `timeoutMs`. A tuple that was taken by a
 * rank that died before it arrived is in the space again.
 *
 * @param name 1 to 63 letters, digits, `.`, `_`, `-`.
 * @throws VnetosError `bad-request` for a wrong name, rank, tuple, pattern or time; `timeout`; what tells that the
 * home rank is gone.
 *
 * ```ts
 * const space = tupleSpace("work");
 * space.out(["job", 7, { rows: 100 }]);
 * const [, number, job] = space.in(["job", aNumber, anObject<{ rows: number }>()]);
 * ```
 */
export function tupleSpace(name: string, options: TupleSpaceOptions = {}): TupleSpace {
  const { home = 0 } = options;
  checkName("tupleSpace(name)", name);
  checkRank("tupleSpace(home)", home);
  const space: Place = { name, home };
  return {
    name,
    home,
    out: (tuple) => {
      checkTuple(tuple);
      question(space, "out", encode("out(tuple)", tuple), undefined);
    },
    in: (pattern, wait = {}) => waitFor(space, "in", pattern, wait.timeoutMs),
    rd: (pattern, wait = {}) => waitFor(space, "rd", pattern, wait.timeoutMs),
    inp: (pattern) => lookFor(space, "inp", pattern),
    rdp: (pattern) => lookFor(space, "rdp", pattern),
    count: (pattern) => Number(question(space, "count", textOf("count", pattern), undefined)),
  };
}

interface Place {
  readonly name: string;
  readonly home: number;
}

function waitFor<P extends Pattern>(
  space: Place,
  word: "in" | "rd",
  pattern: P,
  timeoutMs: number | undefined,
): Matched<P> {
  if (timeoutMs !== undefined) checkMs(`${word}(timeoutMs)`, timeoutMs);
  const body = textOf(word, pattern);
  const text = question(space, word, body, timeoutMs);
  if (text !== undefined) return decode<Matched<P>>(text);
  const what = `no tuple that fits ${body} within ${timeoutMs} ms`;
  throw new VnetosError("timeout", `${word}: in the space "${space.name}" came ${what}`);
}

function lookFor<P extends Pattern>(
  space: Place,
  word: "inp" | "rdp",
  pattern: P,
): Matched<P> | undefined {
  const text = question(space, word, textOf(word, pattern), undefined);
  return text === "" ? undefined : decode<Matched<P>>(text as string);
}

function textOf(word: string, pattern: Pattern): string {
  checkPattern(word, pattern);
  return encode(`${word}(pattern)`, pattern);
}

/** Undefined: no answer in time. A tuple that comes late goes back into the space. */
function question(
  { name, home }: Place,
  word: string,
  body: string,
  timeoutMs: number | undefined,
): string | undefined {
  const asked = ask(CONTEXT, home, `${word} ${name}`, body, `${word} of the space "${name}"`);
  const giveBack = (tuple: string) => {
    if (word === "in") tell(CONTEXT, home, `out ${name}`, tuple);
  };
  return awaitAnswer(asked, deadlineIn(timeoutMs), giveBack);
}
