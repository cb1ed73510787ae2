import type { Chance } from "./chance.ts";
import type { Scope, Type } from "./scope.ts";

/** An expression of a type, `depth` operators deep at most. */
export function expression(type: Type, depth: number, scope: Scope, chance: Chance): string {
  const known = scope.variable(type, chance);
  if (depth <= 0 || (known !== undefined && chance.often(20)))
    return known ?? literal(type, chance);
  const of = (other: Type) => expression(other, depth - 1, scope, chance);
  if (chance.often(6)) return `(${tested("boolean", of)} ? ${of(type)} : ${of(type)})`;
  return MAKERS[type](of, scope, chance);
}

/** An operand of a test. TypeScript refuses one whose outcome it knows, such as a literal: `same` hides it. */
export function tested(type: Type, of: (type: Type) => string): string {
  const text = of(type);
  return /^[\d".-]|^true|^false| \? | \|\| | && /.test(text) ? `same(${text})` : text;
}

type Maker = (of: (type: Type) => string, scope: Scope, chance: Chance) => string;

const NUMBERS =
  "0 1 2 3 7 10 -1 -5 0.5 1.25 100 255 1e3 65536 4294967295 2147483648 1e15 0.1 -0".split(" ");
const TEXTS = ["", "a", "b", "abc", "0", "x y", "%d", "Z"];

export function literal(type: Type, chance: Chance): string {
  if (type === "number") return chance.pick(NUMBERS);
  if (type === "string") return JSON.stringify(chance.pick(TEXTS));
  if (type === "boolean") return chance.pick(["true", "false"]);
  if (type === "number[]" && chance.often(20)) return "([] as number[])";
  if (type === "number[]")
    return `[${Array.from({ length: 1 + chance.below(3) }, () => chance.pick(NUMBERS)).join(", ")}]`;
  return `{ n: ${chance.pick(NUMBERS)}, s: ${JSON.stringify(chance.pick(TEXTS))} }`;
}

const MAKERS: Readonly<Record<Type, Maker>> = {
  number: (of, scope, chance) => numberOf(of, scope, chance),
  string: (of, _scope, chance) => textOf(of, chance),
  boolean: (of, _scope, chance) => truthOf(of, chance),
  "number[]": (of, scope, chance) => listOf(of, scope, chance),
  pair: (of, _scope, chance) =>
    chance.pick([
      () => `{ n: ${of("number")}, s: ${of("string")} }`,
      () => `{ ...${of("pair")}, n: ${of("number")} }`,
      () => `{ ...${of("pair")}, ...{ s: ${of("string")} } }`,
    ])(),
};

const ARITHMETIC = ["+", "-", "*", "/", "%", "+", "-", "*"];
const BITS = ["&", "|", "^", "<<", ">>", ">>>"];
const ROUNDING = ["floor", "ceil", "round", "trunc", "abs", "sign", "fround", "clz32"];

function numberOf(of: (type: Type) => string, scope: Scope, chance: Chance): string {
  const makers = [
    () => `(${of("number")} ${chance.pick(ARITHMETIC)} ${of("number")})`,
    () => `(${of("number")} ${chance.pick(ARITHMETIC)} ${of("number")})`,
    () => `(${of("number")} ${chance.pick(BITS)} ${of("number")})`,
    () => `(${tested("number", of)} ${chance.pick(["||", "&&"])} ${of("number")})`,
    () => `(- ${of("number")})`,
    () => `(~${of("number")})`,
    () => `Math.${chance.pick(ROUNDING)}(${of("number")})`,
    () => `Math.${chance.pick(["min", "max", "imul"])}(${of("number")}, ${of("number")})`,
    () => `${of("string")}.length`,
    () => `${of("number[]")}.length`,
    () => `at(${of("number[]")}, ${of("number")})`,
    () =>
      `${of("number[]")}.reduce<number>((a, b) => a ${chance.pick(ARITHMETIC)} b, ${of("number")})`,
    () => `${of("number[]")}.indexOf(${of("number")})`,
    () => `(${of("pair")}).n`,
    () => `Number(${of(chance.pick(["string", "boolean"]))})`,
    () => `parseInt(${of("string")})`,
    () => `${of("string")}.charCodeAt(${chance.below(3)})`,
    () => `${of("string")}.indexOf(${of("string")})`,
    () =>
      scope.functions.length > 0
        ? `${chance.pick(scope.functions)}(${of("number")})`
        : of("number"),
    () => step(scope, chance) ?? of("number"),
  ];
  return chance.pick(makers)();
}

/** A variable that changes while it is read. */
function step(scope: Scope, chance: Chance): string | undefined {
  const name = scope.variable("number", chance, true);
  return name && chance.pick([`${name}++`, `++${name}`, `${name}--`, `(${name} += 2)`]);
}

function textOf(of: (type: Type) => string, chance: Chance): string {
  const makers = [
    () => `cut(${of("string")} + ${of("string")})`,
    () => `cut(${of("string")} + ${of("number")})`,
    () => `cut(\`\${${of("number")}}|\${${of("string")}}|\${${of("boolean")}}\`)`,
    () => `String(${of(chance.pick(["number", "boolean", "string"]))})`,
    () => `(${of("number")} % 1e6).toFixed(${chance.below(4)})`,
    () => `(${of("number")} | 0).toString(${chance.pick([2, 10, 16, 36])})`,
    () => `cut(${of("string")}).slice(${chance.below(5) - 2}, ${chance.below(6) - 1})`,
    () => `${of("string")}.${chance.pick(["toUpperCase", "toLowerCase", "trim"])}()`,
    () => `cut(${of("string")}).padStart(${chance.below(9)}, "${chance.pick(["-", "ab", " "])}")`,
    () => `cut(${of("number[]")}.join("${chance.pick([",", "", "; "])}"))`,
    () => `(${tested("string", of)} ${chance.pick(["||", "&&"])} ${of("string")})`,
    () => `(${of("pair")}).s`,
    () => `cut(${of("string")}).replaceAll("${chance.pick(["a", "0", "."])}", ${of("string")})`,
    () => `cut(${of("string")}).split("${chance.pick(["", "a", ","])}").reverse().join("")`,
    () => `(typeof ${of(chance.pick(["number", "string", "boolean", "number[]"]))} as string)`,
  ];
  return chance.pick(makers)();
}

const COMPARISONS = ["<", "<=", ">", ">=", "===", "!=="];

function truthOf(of: (type: Type) => string, chance: Chance): string {
  const makers = [
    () => `(${tested("number", of)} ${chance.pick(COMPARISONS)} ${tested("number", of)})`,
    () => `(${tested("string", of)} ${chance.pick(COMPARISONS)} ${tested("string", of)})`,
    () => `(${tested("boolean", of)} ${chance.pick(["&&", "||"])} ${of("boolean")})`,
    () => `!${tested(chance.pick(["boolean", "number", "string"]), of)}`,
    () => `Boolean(${of(chance.pick(["number", "string"]))})`,
    () => `${of("number[]")}.includes(${of("number")})`,
    () => `${of("number[]")}.${chance.pick(["some", "every"])}((x) => x > ${of("number")})`,
    () => `${of("string")}.${chance.pick(["includes", "startsWith", "endsWith"])}(${of("string")})`,
    () => `Number.isInteger(${of("number")})`,
  ];
  return chance.pick(makers)();
}

function listOf(of: (type: Type) => string, scope: Scope, chance: Chance): string {
  const makers = [
    () => `[${of("number")}, ${of("number")}]`,
    () => `few([...${of("number[]")}, ${of("number")}, ...${of("number[]")}])`,
    () => `${of("number[]")}.map((x, i) => x ${chance.pick(ARITHMETIC)} i)`,
    () => `${of("number[]")}.filter((x) => x ${chance.pick(COMPARISONS)} ${tested("number", of)})`,
    () => `${of("number[]")}.slice(${chance.below(4) - 2})`,
    () => `few(${of("number[]")}.concat(${of("number[]")}))`,
    () => `sorted(${of("number[]")})`,
    () => `[...${of("number[]")}].reverse()`,
    () =>
      scope.generators.length > 0
        ? `[...${chance.pick(scope.generators)}(${chance.below(5)})]`
        : of("number[]"),
  ];
  return chance.pick(makers)();
}
