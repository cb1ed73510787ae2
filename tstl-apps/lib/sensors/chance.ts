// Chance as a function of time: the number for a step depends on seed, kind and step alone, so that any moment can be
// asked for, in any order, and needs no memory. `random` draws one number after the other; this cannot.
//
// Two numbers below a prime take turns: each adds the other's square (a Feistel network). All stays below 2^53, so
// that doubles are exact, and no operator of bits is needed: those are calls in Lua.

/** The greatest prime below 2^26. */
const P = 67_108_859;

// quotient + ROUND - ROUND is the nearest whole number: see random.ts.
const ROUND = 6_755_399_441_055_744;
const ROUNDS = 6;

/** A stream of chance. */
export interface Chance {
  readonly left: number;
  readonly right: number;
}

function mixed(left: number, right: number): Chance {
  let a = left;
  let b = right;
  for (let round = 1; round <= ROUNDS; round++) {
    a += b * b + round * 9_871_357;
    a -= (a / P + ROUND - ROUND) * P;
    if (a < 0) a += P;
    b += a * a;
    b -= (b / P + ROUND - ROUND) * P;
    if (b < 0) b += P;
  }
  return { left: a, right: b };
}

/** One stream of chance of a seed; `kind` tells those of the same seed apart. */
export function streamOf(seed: number, kind: number): Chance {
  const high = Math.floor(seed / P);
  return mixed(seed - high * P, high * 64 + kind);
}

/**
 * The `draw`th number of a step, above 0 and below 1.
 *
 * @param step Any whole number, also a negative one.
 * @param draw 0..4095.
 */
export function chanceAt(stream: Chance, step: number, draw: number): number {
  const high = Math.floor(step / P);
  const { left, right } = mixed(
    below(stream.left + step - high * P),
    below(stream.right + (high - Math.floor(high / P) * P) + draw * 8191),
  );
  return (left + (right + 0.5) / P) / (P + 1);
}

function below(sum: number): number {
  return sum - Math.floor(sum / P) * P;
}
