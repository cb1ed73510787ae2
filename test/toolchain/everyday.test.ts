import { agree } from "./support/agree.ts";

agree("everyday programs", {
  "keys, values, entries, for in":
    "const o: Record<string, number> = { a: 1, b: 2, c: 3 }; console.log(Object.keys(o), Object.values(o), Object.entries(o)); for (const k in o) console.log(k, o[k]); const n: Record<number, string> = { 10: 'x', 9: 'y', 1: 'z' }; console.log(Object.keys(n)); for (const k in n) console.log(k + '!');",
  "counting words in a map":
    "const counts = new Map<string, number>(); for (const w of 'the cat and the dog and the bird'.split(' ')) counts.set(w, (counts.get(w) ?? 0) + 1); for (const [w, c] of Array.from(counts.entries()).sort((a, b) => b[1] - a[1])) console.log(w + '\\t' + c);",
  "classes, getters, statics, inheritance":
    "class A { static made = 0; private v = 2; constructor(public name: string) { A.made++; } get twice() { return this.v * 2; } set twice(x: number) { this.v = x / 2; } hello() { return 'A ' + this.name; } } class B extends A { override hello() { return super.hello() + '!'; } } const b = new B('bo'); b.twice = 10; console.log(b.hello(), b.twice, A.made, b instanceof A);",
  "destructuring and spread":
    "const [a, , c = 5, ...rest] = [1, 2, 3, 4, 6]; const { x, y: { z = 9 } } = { x: 1, y: {} as { z?: number } }; const all = { ...{ p: 1 }, q: 2 }; console.log(a, c, rest, x, z, all, [...rest, 7].length, Math.max(...rest));",
  "optional chaining and defaults":
    "const o: { a?: { b?: () => number } } = {}; console.log(o.a?.b?.() ?? 'none'); o.a = { b: () => 3 }; console.log(o.a?.b?.()); function f(x = 1, ...more: number[]) { return x + more.length; } console.log(f(), f(5, 1, 2));",
  generators:
    "function* count(n: number) { for (let i = 0; i < n; i++) yield i * i; } for (const v of count(4)) console.log(v); console.log([...count(3)]); const g = count(1); console.log(g.next().value, g.next().done);",
  "own iterables":
    "class Range { constructor(private n: number) {} *[Symbol.iterator]() { for (let i = 0; i < this.n; i++) yield i; } } let s = 0; for (const i of new Range(5)) s += i; console.log(s);",
  switch:
    "for (const x of [1, 2, 3, 4]) { switch (x) { case 1: console.log('one'); case 2: console.log('two'); break; case 3: { console.log('three'); break; } default: console.log('other'); } }",
  enums: "enum E { A, B = 5, C } const enum F { X = 'x' } console.log(E.A, E.B, E.C, E[5], F.X);",
  "text methods":
    "const s = '  Hello, World  '; console.log(s.trim(), s.trim().toUpperCase(), s.indexOf('World'), s.includes('lo'), 'a-b-c'.split('-'), 'abc'.slice(-2), 'abc'.substring(1, 2), 'ab'.repeat(3), 'x'.padStart(3, '.'), 'a.b.c'.replaceAll('.', '/'), 'abc'[1], 'abc'.startsWith('ab'), 'b' > 'a'); for (const c of 'xyz') console.log(c);",
  "array methods":
    "const a = [5, 3, 8]; console.log(a.map((x) => x * 2), a.filter((x) => x > 4), a.reduce((s, x) => s + x, 0), a.some((x) => x > 7), a.every((x) => x > 7), a.find((x) => x < 5), a.indexOf(8), a.includes(3), a.concat([1], [2]), a.slice(1), a.reverse(), a.join('+'), a.at(-1)); a.sort((x, y) => x - y); console.log(a, a.pop(), a.shift(), a.unshift(9), a); console.log([[1], [2, 3]].flat(), [1, 2].flatMap((x) => [x, x * 10]));",
  matrix:
    "const n = 3; const m: number[][] = []; for (let i = 0; i < n; i++) { m[i] = []; for (let j = 0; j < n; j++) m[i]![j] = i * n + j; } console.log(m); let t = 0; for (let i = 0; i < n; i++) t += m[i]![i]!; console.log(t);",
  sieve:
    "const n = 50; const flags: boolean[] = []; for (let i = 0; i <= n; i++) flags.push(true); for (let i = 2; i * i <= n; i++) if (flags[i]) for (let j = i * i; j <= n; j += i) flags[j] = false; const primes: number[] = []; for (let i = 2; i <= n; i++) if (flags[i]) primes.push(i); console.log(primes.join(' '));",
  "closures and counters":
    "function counter() { let n = 0; return { up: () => ++n, get: () => n }; } const c = counter(); c.up(); c.up(); console.log(c.get());",
  "this in methods and arrows":
    "class T { n = 0; list = [1, 2, 3]; sum() { this.list.forEach((x) => { this.n += x; }); return this.n; } } console.log(new T().sum());",
  "type guards":
    "type S = { kind: 'c'; r: number } | { kind: 'q'; a: number }; const area = (s: S) => (s.kind === 'c' ? s.r * s.r * 3 : s.a * s.a); console.log(area({ kind: 'c', r: 2 }), area({ kind: 'q', a: 3 })); const f = (x: string | number) => (typeof x === 'string' ? x.length : x + 1); console.log(f('abc'), f(3));",
  "pi by darts, seeded":
    "let s = 42; const r = () => { s = (s * 16807) % 2147483647; return s / 2147483647; }; let h = 0; for (let i = 0; i < 5000; i++) { const x = r(), y = r(); if (x * x + y * y < 1) h++; } console.log((4 * h) / 5000, s);",
  "deep recursion":
    "const f = (n: number): number => (n < 2 ? n : f(n - 1) + f(n - 2)); console.log(f(18));",
  "words of Lua as names":
    "const end = 1, local = 2, nil = 3, then = 4, not = 5, repeat = 6, until = 7, elseif = 8, and = 9, or = 10, goto = 11; console.log(end + local + nil + then + not + repeat + until + elseif + and + or + goto); const o = { end: 1, nil: 2 }; console.log(o.end + o.nil); const print = 5, string = 'a', table = 1, math = 2, error = 3, type = 4, self = 6, bit = 7; console.log(print, string, table, math, error, type, self, bit, Math.floor(2.5), 'ab'.length, 5 & 4);",
  "delete and in":
    "const o: { a?: number; b: number } = { a: 1, b: 2 }; delete o.a; console.log('a' in o, 'b' in o, o.a === undefined);",
  sets: "const s = new Set([3, 1, 3]); s.add(2); s.delete(1); console.log([...s], s.has(3), s.size); s.forEach((v) => console.log(v));",
  "comma, void, ternaries":
    "let a = 1; const b = (a++, a * 2); console.log(b, void 0, a > 1 ? (a > 5 ? 'x' : 'y') : 'z');",
});
