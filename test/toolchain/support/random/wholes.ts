import { Chance } from "./chance.ts";

const LITERALS = "0 1 2 3 5 7 13 31 255 1000003 2147483647 2147483648 4294967296".split(" ");
const DIVISORS = "1 2 3 7 8 13 97 1000003 1048576 2147483647 2147483648 4294967296".split(" ");
const WHOLES = ["i", "limit", "list.length", "text.length", "drawn", "mixed"];
const NAMES = [...WHOLES, "text.charCodeAt(i)", "free"];
const BITS = ["&", "|", "^", "<<", ">>", ">>>"];

/** A program of remainders and bit operators of numbers that the compiler may know to be whole, and of some that it may not. */
export function wholeProgram(seed: number): string {
  const chance = new Chance(seed);
  const of = (names = NAMES) => whole(4, names, chance);
  const remainder = (names = NAMES) => `(${of(names)}) % ${chance.pick(DIVISORS)}`;
  const outputs = Array.from({ length: 12 }, () =>
    chance.pick([
      () => `Math.floor((${remainder()}) * 1024)`,
      () => `1 / (${remainder()}) < 0`,
      () => `\`\${${remainder(WHOLES)}}|\${${of()} | 0}\``,
      () => `(${of()}) ${chance.pick(BITS)} (${of()})`,
    ])(),
  );
  return `const out: unknown[] = [];
const limit = ${chance.pick(["4", "9", "20"])};
const text = "whole";
const list = [4, 5, 6];
let free = ${chance.pick(["7.5", "-3", "4294967297"])};
let drawn = ${chance.pick(LITERALS)};
let mixed = ${chance.pick(LITERALS)};
for (let i = ${chance.below(3)}; i ${chance.pick(["<", "<="])} limit; i += ${1 + chance.below(2)}) {
  drawn = ${remainder(WHOLES)};
  mixed ${chance.pick(BITS)}= ${of()};
  free = (i - 3) / 4;
  out.push(
    ${outputs.join(",\n    ")},
  );
}
console.log(out.join(" "));
`;
}

function whole(depth: number, names: readonly string[], chance: Chance): string {
  if (depth === 0 || chance.often(20)) return chance.pick(chance.often(30) ? LITERALS : names);
  const of = () => whole(depth - 1, names, chance);
  return chance.pick([
    () => `(${of()} ${chance.pick(["+", "-", "*"])} ${of()})`,
    () => `(${of()} ${chance.pick(["+", "-", "*"])} ${of()})`,
    () => `(${of()} % ${chance.pick(DIVISORS)})`,
    () => `(${of()} ${chance.pick(BITS)} ${of()})`,
    () => `(${chance.pick(["-", "~"])} ${of()})`,
  ])();
}
