import { VnetosError } from "./vnetos-error.ts";

// MRG32k3a (P. L'Ecuyer, "Good parameters and implementations for combined multiple recursive random number
// generators", Operations Research 47, 1999), made for doubles: no intermediate value exceeds 2^53, so every
// Lua and JavaScript draws the same digits. Period about 2^191.
const M1 = 4_294_967_087;
const M2 = 4_294_944_443;

// A quotient + ROUND - ROUND is the nearest whole number: 1.5 * 2^52 leaves no room for a fraction. So the remainder
// takes no call, and is exact.
const ROUND = 6_755_399_441_055_744;

/**
 * A generator of random numbers: each call of the result draws the next one, above 0 and below 1. The same seed and
 * stream give the same numbers on every node, and in Node.js.
 *
 * The generator is MRG32k3a. Its first state is numbers 11, 12 and 13 of Lehmer's generator
 * (x = 48271 x mod 2^31 - 1) started at `seed` + 1, and those of the one started at `stream` + 1.
 *
 * @param seed A whole number, 0..2147483645.
 * @param stream A whole number, 0..2147483645: streams of one seed are as good as independent. Usual: `rank`. Default 0.
 * @throws VnetosError `bad-request` for a wrong seed or stream.
 *
 * ```ts
 * const draw = random(42, rank);
 * const die = Math.floor(draw() * 6) + 1;
 * ```
 */
export function random(seed: number, stream = 0): () => number {
  const ofSeed = lehmer("random(seed)", seed);
  const ofStream = lehmer("random(stream)", stream);
  let a0 = ofSeed();
  let a1 = ofSeed();
  let a2 = ofSeed();
  let b0 = ofStream();
  let b1 = ofStream();
  let b2 = ofStream();
  return () => {
    let a = 1_403_580 * a1 - 810_728 * a0;
    a -= (a / M1 + ROUND - ROUND) * M1;
    if (a < 0) a += M1;
    let b = 527_612 * b2 - 1_370_589 * b0;
    b -= (b / M2 + ROUND - ROUND) * M2;
    if (b < 0) b += M2;
    a0 = a1;
    a1 = a2;
    a2 = a;
    b0 = b1;
    b1 = b2;
    b2 = b;
    return (a > b ? a - b : a - b + M1) / (M1 + 1);
  };
}

/** Lehmer's generator, after its first ten numbers. */
function lehmer(argument: string, value: number): () => number {
  if (!(typeof value === "number" && value >= 0 && value <= 2_147_483_645 && value % 1 === 0)) {
    throw new VnetosError("bad-request", `${argument}: ${value} is no whole number 0..2147483645`);
  }
  let state = value + 1;
  const draw = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
  for (let i = 0; i < 10; i++) draw();
  return draw;
}
