import { agree } from "./support/agree.ts";

/** Each expression is printed by itself and inside a template literal. */
function printed(expressions: readonly string[]): Record<string, string> {
  const rows = expressions.map((text) => [
    text,
    `const value = ${text};\nconsole.log(value);\nconsole.log(\`<\${value}>\`);`,
  ]);
  return Object.fromEntries(rows);
}

agree("number to text", {
  ...printed([
    "10 / 2",
    "1 / 3",
    "0.1 + 0.2",
    "100",
    "-7",
    "1e21",
    "1e20",
    "123456789012345680000",
    "1.5e300",
    "5e-324",
    "1.7976931348623157e308",
    "2.2250738585072014e-308",
    "1e-6",
    "1e-7",
    "1.25e-7",
    "0.000001234",
    "123456.789",
    "4.35",
    "2 ** 53",
    "2 ** 53 + 2",
    "2 ** 70",
    "-(2 ** 31)",
    "1 / 0",
    "-1 / 0",
    "0 / 0",
    "0 * -1",
    "9007199254740993",
    "0.1",
    "1e15",
    "999999999999999.9",
    "1e16",
    "12345678901234567",
  ]),
  "many at random": `
let seed = 12345;
const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648);
for (let i = 0; i < 300; i++) {
  const exponent = (next() % 600) - 300;
  console.log(String((next() / next()) * 10 ** exponent).length > 0, (next() / next()), next() / 1e6, 1 / next());
}`,
});

agree("integers do not wrap", {
  ...printed(["65536 * 65536", "2147483647 + 1", "99999 * 99999 * 99999", "-2147483648 - 1"]),
  "linear congruential generator": `
let seed = 42;
for (let i = 0; i < 20; i++) { seed = (seed * 1103515245 + 12345) % 2147483648; console.log(seed); }`,
  factorial: "let f = 1; for (let i = 1; i <= 25; i++) { f *= i; console.log(i, f); }",
  fibonacci:
    "let a = 0, b = 1; for (let i = 0; i < 90; i++) { [a, b] = [b, a + b]; } console.log(a);",
  "length times length":
    "const a = [1, 2, 3]; console.log(a.length * a.length * 1e9, -a.length, a.length / 2);",
  "length of text":
    'const s = "abc"; let n = s.length; n *= 1e9; console.log(n * n, "" + s.length);',
  "push gives a length":
    "const a: number[] = []; const n = a.push(1); const m = a.push(2, 3); console.log(n * 3e9, m * 3e9);",
});

agree("remainder", {
  ...printed([
    "-7 % 3",
    "7 % -3",
    "-7 % -3",
    "5.5 % 2",
    "-5.5 % 2",
    "7 % 0",
    "1e17 % 3",
    "2 ** 62 % 2147483647",
    "5 % Infinity",
    "Infinity % 5",
    "-4 % 2",
    "0.3 % 0.1",
  ]),
  "compound assignment":
    "let x = -17; x %= 5; console.log(x); const o = { v: -9 }; o.v %= 4; console.log(o.v);",
});

agree("bit operators", {
  ...printed([
    "5 & 3",
    "5 | 3",
    "5 ^ 3",
    "~5",
    "1 << 31",
    "1 << 32",
    "-1 >>> 0",
    "-1 >>> 28",
    "-8 >> 1",
    "4294967295 | 0",
    "4294967296 | 0",
    "2147483648 | 0",
    "-2147483649 | 0",
    "3.7 | 0",
    "-3.7 | 0",
    "~~-3.7",
    "NaN | 0",
    "Infinity | 0",
    "1e20 | 0",
    "0xdeadbeef & 0xffff0000",
    "0xdeadbeef ^ 0x12345678",
    "0xff >>> 4",
    "1 << -1",
    "5 >> 33",
    "-5 >>> 33",
    "2 ** 53 | 0",
    "(2 ** 53 - 1) & 255",
    "-1 & 0xff",
    "-0 | 0",
  ]),
  "compound assignment":
    "let h = 5381; for (const c of [104, 105, 33]) { h = (h << 5) + h ^ c; h |= 0; } h >>>= 3; h <<= 2; h &= 0xffffff; h ^= 77; console.log(h);",
  xorshift:
    "let x = 2463534242; for (let i = 0; i < 10; i++) { x ^= x << 13; x ^= x >>> 17; x ^= x << 5; console.log(x >>> 0); }",
  "fnv hash":
    'let h = 2166136261; for (let i = 0; i < 5; i++) { h ^= "hello".charCodeAt(i); h = Math.imul(h, 16777619); } console.log(h >>> 0);',
});

agree("Math", {
  ...printed([
    "Math.floor(3.7)",
    "Math.floor(-3.2)",
    "Math.floor(1e20)",
    "Math.floor(2 ** 33 + 0.5) * 2 ** 20",
    "Math.floor(NaN)",
    "Math.floor(-Infinity)",
    "Math.ceil(3.2)",
    "Math.ceil(-0.5)",
    "Math.ceil(2 ** 40 + 0.5)",
    "Math.ceil(Infinity)",
    "Math.round(2.5)",
    "Math.round(-2.5)",
    "Math.round(-0.4)",
    "Math.round(0.49999999999999994)",
    "Math.round(4503599627370497)",
    "Math.trunc(-4.7)",
    "Math.trunc(4.7)",
    "Math.trunc(-0.3)",
    "Math.trunc(1e300)",
    "Math.sign(-3)",
    "Math.sign(0)",
    "Math.sign(NaN)",
    "Math.abs(-7.5)",
    "Math.max(1, 5, 3)",
    "Math.max()",
    "Math.min()",
    "Math.max(NaN, 1)",
    "Math.max(1, NaN)",
    "Math.min(2, -Infinity)",
    "Math.min(4)",
    "Math.hypot(3, 4)",
    "Math.hypot(1, 2, 3)",
    "Math.hypot()",
    "Math.imul(0xffffffff, 5)",
    "Math.imul(123456789, 987654321)",
    "Math.clz32(1)",
    "Math.clz32(0)",
    "Math.clz32(-1)",
    "Math.fround(5.5)",
    "Math.fround(5.05)",
    "Math.fround(1e40)",
    "Math.fround(1e-45)",
    "Math.fround(16777217)",
    "Math.log2(8)",
    "Math.log2(2 ** 40)",
    "Math.log2(0)",
    "Math.log10(1000)",
    "Math.log10(1e15)",
    "Math.sqrt(2)",
    "Math.sqrt(-1)",
    "Math.pow(2, 10)",
    "2 ** -1",
    "Math.PI",
    "Math.E",
    "Math.atan2(1, 0)",
    "Math.atan2(0, -1)",
  ]),
  "max of a list": "const list = [3, 9, 2]; console.log(Math.max(...list), Math.min(...list, -1));",
  "floor as an index":
    'const list = ["a", "b", "c"]; console.log(list[Math.floor(1.9)], list[Math.floor(list.length / 2)]);',
  "binary search": `
const list = [1, 3, 5, 7, 9, 11]; let low = 0, high = list.length - 1;
while (low < high) { const middle = Math.floor((low + high) / 2); if (list[middle] < 7) low = middle + 1; else high = middle; }
console.log(low);`,
});

agree("Number and parsing", {
  ...printed([
    'Number("12")',
    'Number("  -3.5e2 ")',
    'Number("")',
    'Number("0x1F")',
    'Number("0b101")',
    'Number("0o17")',
    'Number("1e1000")',
    'Number("-Infinity")',
    'Number("abc")',
    'Number("1.2.3")',
    'Number("5.")',
    'Number(".5")',
    'Number("1_000")',
    'Number("0x")',
    'Number("nan")',
    'Number("inf")',
    "Number(true)",
    'Number("9999999999") * 9',
    '+"42" * 1e9',
    'parseInt("42px")',
    'parseInt("  -17.9")',
    'parseInt("0x1f")',
    'parseInt("ff", 16)',
    'parseInt("z", 36)',
    'parseInt("12", 2)',
    'parseInt("2", 2)',
    'parseInt("")',
    'parseInt("99999999999")',
    'parseFloat("3.14abc")',
    'parseFloat(".5e-2x")',
    'parseFloat("-Infinityx")',
    'parseFloat("e5")',
    'parseFloat("1e")',
    "Number.isInteger(5)",
    "Number.isInteger(5.5)",
    "Number.isInteger(Infinity)",
    "Number.isNaN(NaN)",
    "Number.MAX_SAFE_INTEGER",
    "Number.EPSILON",
    "Number.MIN_VALUE",
    "isNaN(NaN)",
    "isFinite(1 / 0)",
  ]),
});

agree("formatting", {
  ...printed([
    "(1.005).toFixed(2)",
    "(1.25).toFixed(1)",
    "(2.5).toFixed(0)",
    "(-2.5).toFixed(0)",
    "(0.5).toFixed(0)",
    "(1.45).toFixed(1)",
    "(123.456).toFixed(2)",
    "(1e21).toFixed(2)",
    "(0).toFixed(2)",
    "(9.995).toFixed(2)",
    "(99.5).toFixed(0)",
    "(-0.001).toFixed(2)",
    "(3).toFixed(3)",
    "(255).toString(16)",
    "(255).toString(2)",
    "(-255).toString(36)",
    "(0.5).toString(2)",
    "(3.75).toString(8)",
    "(0.1).toString(2)",
    "(0.1).toString(3)",
    "(2 ** 60).toString(16)",
    "(12.5).toString()",
    '"a" + 1 + 2',
    '1 + 2 + "a"',
    "String(1e21) + String(0.5)",
    "[1.5, 2, 3].join()",
    '[1, 10 / 2, 1e21].join("-")',
    "String([1, [2, 3]])",
    "true + ''",
    "String(undefined) + true",
  ]),
});

agree("numbers through arrays and loops", {
  "index of callbacks":
    "[5, 6].forEach((v, i) => console.log(v * i * 3e9)); console.log([4, 5].map((_, i) => i * 4e9));",
  "index of and find index":
    "console.log([5, 6].indexOf(6) * 4e9, [5].indexOf(9) * 4e9, [1, 2].findIndex((v) => v === 2) * 4e9);",
  "reduce with index": "console.log([1, 2, 3].reduce((sum, v, i) => sum + v * i * 1e9, 0));",
  "float steps": "for (let x = 0; x < 1; x += 0.1) console.log(x);",
  "float index": "const a = [10, 20, 30]; const i = 4 / 2; console.log(a[i], a[0.5 + 0.5]);",
  entries: "for (const [i, v] of [7, 8].entries()) console.log(i * 4e9, v);",
  "map size":
    "const m = new Map([[1, 2], [3, 4]]); console.log(m.size * 4e9, new Set([1, 1, 2]).size * 4e9);",
  "char codes":
    'console.log("abc".charCodeAt(1) * 1e9, "abc".charCodeAt(0) * 1e9, "abc".indexOf("c") * 4e9, "abc".indexOf("z"));',
  "number keys":
    'const o: Record<number, string> = {}; o[1] = "a"; o[2] = "b"; console.log(o[1], o[4 / 2]);',
  "array from": "console.log(Array.from([1, 2, 3], (v, i) => v * i * 1e10));",
  "sort numbers by text": "console.log([10, 9, 1, 100].sort());",
  "sort is stable":
    'const rows = [[1, "a"], [0, "b"], [1, "c"], [0, "d"]] as [number, string][]; console.log(rows.sort((x, y) => x[0] - y[0]).map((r) => r[1]).join(""));',
  "splice and slice": "const a = [1, 2, 3, 4, 5]; console.log(a.splice(1, 2), a, a.slice(-2));",
  "increment and decrement":
    "let i = 0; console.log(i++, ++i, i--, --i); const o = { n: 1 }; o.n++; console.log(o.n);",
});
