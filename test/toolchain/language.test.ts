import { agree } from "./support/agree.ts";

agree("loop variables and closures", {
  "each round its own":
    "const fs: (() => number)[] = []; for (let i = 0; i < 3; i++) fs.push(() => i); console.log(fs.map((f) => f()));",
  "assigned in the body":
    "const fs: (() => number)[] = []; for (let i = 0; i < 6; i++) { fs.push(() => i); i++; } console.log(fs.map((f) => f()));",
  "continue and break":
    "const fs: (() => number)[] = []; for (let i = 0; i < 9; i++) { if (i === 1) continue; if (i === 4) break; fs.push(() => i); } console.log(fs.map((f) => f()));",
  "two variables":
    "const fs: (() => string)[] = []; for (let i = 0, j = 9; i < j; i += 2, j--) { fs.push(() => i + '/' + j); } console.log(fs.map((f) => f()).join(' '));",
  "assigned in a closure":
    "const fs: (() => number)[] = []; for (let i = 0; i < 3; i++) { const up = () => { i++; }; up(); fs.push(() => i); } console.log(fs.map((f) => f()));",
  "without a step":
    "const fs: (() => number)[] = []; for (let i = 0; i < 3; ) { fs.push(() => i); i++; } console.log(fs.map((f) => f()));",
  nested:
    "const fs: (() => number)[] = []; for (let i = 0; i < 2; i++) for (let j = 0; j < 2; j++) fs.push(() => i * 10 + j); console.log(fs.map((f) => f()));",
  "return from inside":
    "function find(n: number) { for (let i = 0; ; i++) { const test = () => i * i > n; if (test()) return i; } } console.log(find(50));",
});

agree("truthiness", {
  numbers:
    "for (const x of [0, 1, -1, NaN, -0]) { if (x) console.log('yes'); else console.log('no'); console.log(!x, x ? 1 : 2); }",
  texts:
    "for (const s of ['', 'a', '0']) { if (s) console.log('yes'); else console.log('no'); console.log(!s, !!s, s ? 1 : 2); }",
  "or gives a value":
    "for (const x of [0, 5, NaN]) console.log(x || 7); for (const s of ['', 'b']) console.log(s || 'none');",
  "and gives a value":
    "for (const x of [0, 5]) console.log(x && 7); for (const s of ['', 'b']) console.log(s && 'some');",
  optional:
    "const f = (x?: number) => x || 3; console.log(f(), f(0), f(2)); const g = (s?: string) => (s ? s.length : -1); console.log(g(), g(''), g('ab'));",
  "in a chain":
    "const f = (a: number, b: string, c: boolean) => (a && b) || (c ? 1 : 0); console.log(f(1, 'x', false), f(0, 'x', true), f(1, '', false));",
  "while with a number":
    "let n = 3; let s = ''; while (n) { s += n; n--; } console.log(s); do { n++; } while (n < 3 && n); console.log(n);",
  "conditions of and, or, not":
    "const f = (a: number, b: string) => { if (a && !b) return 'A'; if (a || b) return 'B'; return 'C'; }; console.log(f(1, ''), f(1, 'x'), f(0, 'x'), f(0, ''));",
  "calls are made once":
    "let calls = 0; const next = () => { calls++; return 0; }; if (next() || next()) console.log('no'); console.log(next() || 'zero', calls);",
  "the right side only when needed":
    "let calls = 0; const next = () => { calls++; return 1; }; const x = 5; console.log(x || next(), calls, 0 || next(), calls);",
  Boolean: "console.log(Boolean(0), Boolean(''), Boolean('x'), Boolean(NaN), Boolean([]));",
  any: "const values: unknown[] = [0, '', 'a', 1, false, true]; for (const v of values) console.log(v ? 1 : 2, !v);",
  "objects need no help":
    "const o: { a?: number[] } = {}; console.log(o.a ? 1 : 2); o.a = []; console.log(o.a ? 1 : 2, !o.a);",
  length:
    "const list: number[] = []; if (list.length) console.log('full'); else console.log('empty'); list.push(1); console.log(list.length ? 'full' : 'empty', !list.length);",
});

agree("errors", {
  "caught and named":
    "try { throw new RangeError('r'); } catch (e) { console.log(e instanceof RangeError, e instanceof Error, (e as Error).message, (e as Error).name); }",
  "a fault of the VM is an error":
    "try { const o = undefined as unknown as { x: number }; console.log(o.x); } catch (e) { console.log(e instanceof TypeError, typeof (e as Error).message); }",
  finally: "function f() { try { return 'a'; } finally { console.log('f'); } } console.log(f());",
  "thrown again":
    "try { try { throw new Error('in'); } catch (e) { throw new Error('out ' + (e as Error).message); } } catch (e) { console.log((e as Error).message); }",
  "own class":
    "class E extends Error { code = 7; } try { throw new E('m'); } catch (e) { if (e instanceof E) console.log(e.code, e.message); }",
  "other values":
    "try { throw 'text'; } catch (e) { console.log(e); } try { throw { a: 1 }; } catch (e) { console.log((e as { a: number }).a); }",
  "to text":
    "console.log(String(new Error('m')), '' + new TypeError('t'), new Error().message === '');",
  "too deep":
    "function f(n: number): number { return n + f(n + 1); } try { f(0); } catch (e) { console.log(e instanceof RangeError); }",
});

agree("promises", {
  "order of ticks": "console.log(1); Promise.resolve().then(() => console.log(3)); console.log(2);",
  "await gives way":
    "async function a() { console.log('a1'); await undefined; console.log('a2'); } async function b() { console.log('b1'); await undefined; console.log('b2'); } a(); b(); console.log('end');",
  "nested awaits":
    "async function inner(x: number) { await null; return x * 2; } async function outer() { let s = 0; for (let i = 0; i < 3; i++) s += await inner(i); return s; } outer().then((s) => console.log(s)); inner(4).then((x) => console.log(x));",
  "returning a promise takes longer":
    "async function f() { return Promise.resolve(1); } async function g() { return 2; } f().then((x) => console.log(x)); g().then((x) => console.log(x)); Promise.resolve().then(() => console.log('a')).then(() => console.log('b')).then(() => console.log('c')).then(() => console.log('d'));",
  "rejected and caught":
    "async function f() { throw new Error('no'); } f().catch((e) => console.log(e.message)).finally(() => console.log('done'));",
  "try around await":
    "async function f() { try { await Promise.reject(new Error('no')); } catch (e) { console.log((e as Error).message); } finally { console.log('fin'); } return 5; } f().then((x) => console.log(x));",
  all: "Promise.all([1, Promise.resolve(2), (async () => 3)()]).then((v) => console.log(v.join()));",
  "all with a rejection":
    "Promise.all([Promise.reject(new Error('x')), 1]).catch((e) => console.log(e.message));",
  "all settled and race":
    "Promise.allSettled([1, Promise.reject(2)]).then((r) => console.log(r.map((x) => x.status).join())); Promise.race([new Promise<number>(() => {}), Promise.resolve(7)]).then((x) => console.log(x));",
  "then with a second handler":
    "Promise.reject(1).then(() => 0, (e) => e + 1).then((x) => console.log(x));",
  "a thenable":
    "const t = { then(done: (x: number) => void) { done(9); } }; (async () => console.log(await t))();",
});

agree("console.log", {
  "several values": "console.log('a', 1, true, undefined); console.log(); console.log('');",
  lists: "console.log([], [1, 2], ['a', \"b'c\"], [[1], [2, [3, [4, [5]]]]], [1.5, -0]);",
  objects: "console.log({ a: 1 }, { a: { b: { c: { d: 1 } } } }, { a: [1], 'b c': 'x\\ny' });",
  "a long list of numbers":
    "console.log(Array.from([1, 2, 3], (x) => x * 1000).concat([1, 22, 333, 4444, 55555, 6, 7, 8, 9, 10]));",
  "a hundred and more":
    "const a: number[] = []; for (let i = 0; i < 120; i++) a.push(i); console.log(a);",
  "a long list of texts":
    "console.log(['alpha', 'beta', 'gamma', 'delta', 'epsilon', 'zeta', 'eta', 'theta', 'iota']);",
  "a long object":
    "console.log({ aaaaaaaaaaaaaaaa: 'aaaaaaaaaaaaaaaaaaaaaaaa', bbbbbbbbbbbbbbbb: 'bbbbbbbbbbbbbbbbbbbbbbbbbb', c: 1 });",
  rows: "console.log([[1, 2, 3], [4, 5, 6], [7, 8, 9]]); console.log([{ a: 1, b: 'x' }, { a: 2, b: 'y' }]);",
  "instances, maps and sets":
    "class P { x = 1; y = 'b'; } console.log(new P(), new Map([['a', 1], ['b', 2]]), new Set([1, 2]), new Map());",
  "a circle": "const o: { me?: unknown; a: number } = { a: 1 }; o.me = [1]; console.log(o);",
  directives:
    "console.log('%d items, %s and %i%%', 3, 'x', 4.7, 'more'); console.log('100%'); console.log('%s', 1.5);",
});

agree("JSON", {
  "there and back":
    'const o = JSON.parse(\'{"a":[1,2.5,{"b":"x"}],"c":true}\') as { a: [number, number, { b: string }]; c: boolean }; console.log(o.a[0] * 3e9, o.a[1], o.a[2].b, o.c);',
  "to text": "console.log(JSON.stringify([1, 10 / 2, 'a\"b', true, 1.5e300]));",
  "bad text throws":
    "try { JSON.parse('{bad'); } catch (e) { console.log(e instanceof SyntaxError); }",
});

agree("jumps out of try", {
  return:
    "function f() { for (let i = 0; ; i++) { try { if (i === 4) return i; } catch { return -1; } } } console.log(f());",
  "a loop inside":
    "try { for (let i = 0; i < 5; i++) { if (i === 1) continue; if (i === 3) break; console.log(i); } } finally { console.log('f'); }",
});
