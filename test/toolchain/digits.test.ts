import { describe, expect, test } from "vitest";
import type { Agreeing } from "./support/conformance-classes.ts";
import { linesInNode, outcomesOn } from "./support/conformance-run.ts";
import { isSkipped, VMS } from "./support/vms.ts";

const PI = `let seed = 7;
const draw = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
let hits = 0;
for (let i = 0; i < 10000; i++) if (draw() ** 2 + draw() ** 2 < 1) hits++;
console.log(hits, (4 * hits) / 10000, seed);
let series = 0;
for (let k = 0; k < 20000; k++) series += (k % 2 === 0 ? 4 : -4) / (2 * k + 1);
console.log(series);`;

const SIEVE = `const limit = 20000;
const composite: boolean[] = [];
for (let n = 0; n <= limit; n++) composite.push(false);
const primes: number[] = [];
for (let n = 2; n <= limit; n++) {
  if (composite[n]) continue;
  primes.push(n);
  for (let m = n * n; m <= limit; m += n) composite[m] = true;
}
console.log(primes.length, primes.slice(-5), primes.reduce((sum, p) => sum + p, 0));
console.log(primes.reduce((product, p) => (product * p) % 1000003, 1));`;

const LCG = `let seed = 42;
let mixed = 0;
for (let i = 0; i < 5000; i++) {
  seed = (seed * 1103515245 + 12345) % 2147483648;
  mixed = (mixed ^ seed) >>> 0;
  if (i % 500 === 0) console.log(i, seed, seed / 2147483648, mixed);
}
let state = 1;
for (let i = 0; i < 5000; i++) state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
console.log(state);`;

const PROGRAMS: readonly Agreeing[] = [
  { name: "pi", files: { "main.ts": PI } },
  { name: "the sieve", files: { "main.ts": SIEVE } },
  { name: "a linear congruential generator", files: { "main.ts": LCG } },
];

describe.each(VMS.map((vm) => [vm.name, vm] as const))("Node's digits on %s", (_name, vm) => {
  test.skipIf(isSkipped(vm)).each(PROGRAMS.map((one, i) => [one.name, one, i] as const))(
    "%s",
    async (_program, program, index) => {
      const outcome = outcomesOn(vm, PROGRAMS)[index];
      expect(outcome?.error?.message).toBeUndefined();
      expect(outcome?.lines).toEqual(await linesInNode(program));
    },
  );
});
