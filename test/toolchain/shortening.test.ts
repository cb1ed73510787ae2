import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { wantsOf } from "../../tstl-apps/toolchain/app-wants.ts";
import { joinLibrary } from "../../tstl-apps/toolchain/shortening/library-join.ts";
import { runtimeUnit } from "../../tstl-apps/toolchain/shortening/library-unit.ts";
import { compileProgram } from "./support/compile.ts";
import { isSkipped, VMS } from "./support/vms.ts";

/** The Lua of `main` and of what it calls in its short form, and a call of it. */
function shortened(lua: string): string {
  const unit = runtimeUnit("unit", lua, ["main"], () => false);
  const joined = joinLibrary([unit], [wantsOf("local main = ____lualib.main")], undefined);
  return `${joined.text}${joined.nameOf("main")}()\n`;
}

/** Every part of the library that an app can import, `vnetos` first. */
const PARTS = ["vnetos", ...partsOf(new URL("../../tstl-apps/lib/", import.meta.url))];

function partsOf(folder: URL): readonly string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.filter((name) => /^(?!index|native).*\.ts$/.test(name));
  return files.map((name) => `vnetos/${name.replace(/\.ts$/, "")}`);
}

/** Each prints something that a wrong precedence, scope or number of values would change. */
const PROGRAMS: Readonly<Record<string, string>> = {
  precedence: `local a, b, c = 2, 3, 4
print((a + b) * c, a - (b - c), (a - b) - c, a / (b / c), -(a ^ b), (-a) ^ b, a ^ (b ^ c), (a ^ b) ^ c, - -a)
print(not (a == b), (not a) == b, (a or b) and nil, a or (b and nil), #("x" .. "yz"), (a .. b) .. c, a .. (b .. c), 1 .. 2)
print((a < b) == true, -a % b, -(a % b), 2 ^ -a, a - -b, not not a, 10 - (4 + 3), 2 * (3 % 2), ("x"):rep(3), ("%d"):format(3))`,
  "numbers of values": `local function two() return 1, 2 end
local function one(...) return (...) end
local function pass(...) return ... end
print(two(), (two()))
print((two()), two())
print((two()))
print(one(two()), #{two(), (two())}, #{(two()), two()}, #{n = 1, (two())}, select("#", pass()), select("#", (pass())))
local a, b = (two())
local c, d = two()
print(a, b, c, d)`,
  scopes: `local x = 1
local x2 = x + 1
do local x = x + 10 print(x) end
for x = x, x + 1 do local y = x print(y) end
for i, x in ipairs({x, x2}) do print(i, x) end
repeat local done = x > 3 x = x + 1 until done
local function f(x, ...) local function g() return x end x = x + 1 return g(), ... end
local t = {x = x, [x] = x, f = f, "x"}
function t.g(x) return x.x end
function t:h(y) return self.x + y end
print(x, x2, f(1, 2), t.x, t[1], t:g(), t:h(1), t["x"])
local x, x2 = x2, x
print(x, x2, global, self == nil)`,
  jumps: `for i = 1, 3 do
for k = 1, 3 do
if k == 2 then goto continue end
if i == 2 then goto outer end
print(i, k)
::continue::
end
::outer::
end
while true do break end
local function f() do return 1 end end
print(f())`,
  "lines that start with a parenthesis": `local f = print;
(f or print)("a");
(f)("b")
do (f or print)("c") end
local t = {} (function() t.x = 1 end)()
;(t.x and f or print)("d")`,
  texts: `print("a\\"b\\\\c\\n", 'it''s' == nil, [[long
text]], [==[a]]b]==], ({[ [[k]] ] = "v"}).k, "local x  =  1")`.replace(
    "'it''s' == nil",
    "'it\\'s'",
  ),
  literals: `print(1.0, 0.5, 100000.0, 1e300, 0x10, 3, 0.0, -0.0 == 0, 1.0 .. "", 10.0 .. 20.0, .5, 2^53, 1.5e-7, 4294967087.0)`,
};

describe.each(VMS.filter((vm) => !isSkipped(vm)))("shortened Lua on $name", (vm) => {
  test.each(Object.keys(PROGRAMS))("%s", (name) => {
    const source = `local function main()\n${PROGRAMS[name]}\nend\n`;
    const [plain, short] = vm.runAll([`${source}main()`, shortened(source)]);
    expect(plain?.error).toBeUndefined();
    expect(plain?.lines.length).toBeGreaterThan(0);
    expect(short).toEqual(plain);
  });

  test("more shared names than Lua has local variables", () => {
    const numbers = Array.from({ length: 400 }, (_, i) => i);
    const all = numbers.map((i) => `local function f${i}() return ${i} end`);
    // LuaJIT: at most 60 variables from outside in a function.
    const sums = Array.from({ length: 8 }, (_, k) => {
      const calls = numbers.slice(k * 50, k * 50 + 50).map((i) => `f${i}()`);
      return `local function sum${k}() return ${calls.join("+")} end`;
    });
    const main = `local function main() print(${sums.map((_, k) => `sum${k}()`).join("+")}) end`;
    const source = [...all, ...sums, main].join("\n");
    expect(vm.run(shortened(source))).toEqual({ lines: [String((399 * 400) / 2)] });
  });

  test("the whole library", () => {
    const imports = PARTS.map((part, i) => `import * as part${i} from "${part}";`);
    const source = `${imports.join("\n")}
import { rank } from "vnetos";\nimport { and, or } from "vnetos/parallel";
const parts = [${PARTS.map((_, i) => `part${i}`).join(", ")}];
console.log(parts.length, part0.rank === rank, and(true, false), or(true, false));`;
    const { lines } = vm.run(compileProgram({ "main.ts": source }).lua);
    expect(lines).toEqual([`${PARTS.length} true false true`]);
  });
});

test("what nobody uses stays out", () => {
  const source = `local used = 11
local unused = 22
local function helper() return used end
local function other() return unused end
local function main() return helper() end`;
  const short = shortened(source);
  expect(short.match(/\d\d|return/g)).toEqual(["11", "return", "return"]);
});

test("a function that uses no first argument and is called with nil for it takes none", () => {
  const source = `local function idle(self, x) return x end
local function kept(self) return self end
local function value(self) return 1 end
local function main() return idle(nil, 2), kept(nil), value(nil), value end`;
  const short = shortened(source);
  expect(short.match(/\(.*?\)/g)?.sort()).toEqual(
    ["()", "()", "(b)", "(2)", "(a)", "(a)", "(nil)", "(nil)"].sort(),
  );
});

test("a global name that a short one would hide is told", () => {
  expect(() => shortened("local function main(long) return x end")).toThrow("x");
});
