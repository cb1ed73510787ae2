import { describe, expect, it } from "vitest";
import { linesOf, runLua } from "./run-lua.ts";

/** Lua expression, and what `print` makes of it, as PUC Lua does. */
const expressions: Readonly<Record<string, string>> = {
  "string.format('%5.1f|%-6d|%06.2f|%+d|% d', 3.14159, 42, 2.5, 7, 7)": "  3.1|42    |002.50|+7| 7",
  "string.format('%g %g %g %g', 1e20, 0.0001, 0.00001, 100000)": "1e+20 0.0001 1e-05 100000",
  "string.format('%e %.0e %E', 12345.678, 15000, 0)": "1.234568e+04 2e+04 0.000000E+00",
  "string.format('%f %.0f %.0f %.0f %.2f', 3.5, 0.5, 1.5, 2.5, 0.125)": "3.500000 0 2 2 0.12",
  "string.format('%.3f %.20f', 2.0005, 0.1)": "2.001 0.10000000000000000555",
  "string.format('%x %X %#x %o %5.3d', 255, 255, 255, 8, 7)": "ff FF 0xff 10   007",
  "string.format('%d %d %x %x', 2^40, -2.0^53, 2^40, -1)":
    "1099511627776 -9007199254740992 10000000000 ffffffffffffffff",
  "string.format('%s %10s|%-10s|%.2s', 'a', 'b', 'c', 'defg')": "a          b|c         |de",
  "string.format('%q', 'a\\n\"\\\\\\0')": '"a\\\n\\"\\\\\\0"',
  "string.format('%q %q %q', 1, true, nil)": "1 true nil",
  "string.format('%c%c%%', 72, 105)": "Hi%",
  "string.format('%.14g %.17g', 0.1, 0.1)": "0.1 0.10000000000000001",
  "string.format('%g %f %d', 1/0, -1/0, 3.0)": "inf -inf 3",
  "string.format('%a', 1)": "0x1p+0",
  "1e15 .. ' ' .. 1e100 .. ' ' .. 1e-5 .. ' ' .. 0.1 .. ' ' .. 3.0": "1e+15 1e+100 1e-05 0.1 3.0",
  "tostring(1/0) .. tostring(-1/0) .. tostring(2^53)": "inf-inf9.007199254741e+15",
  "('x'):rep(3, ', ')": "x, x, x",
  "('ab'):rep(0) .. ('ab'):rep(1, 'z') .. ('ab'):rep(-1)": "ab",
  "('hello world'):gsub('o', '0')": "hell0 w0rld\t2",
  "('hello'):gsub('', '-')": "-h-e-l-l-o-\t6",
  "('hello'):gsub('l*', 'x')": "xhxexox\t4",
  "('abc'):gsub('%w', '%0%0', 2)": "aabbc\t2",
  "('hello world'):gsub('(%w+) (%w+)', '%2 %1')": "world hello\t1",
  "('abc'):gsub('%w', {a = '1', b = 2, c = false})": "12c\t3",
  "('abc'):gsub('^a', function(c) return c:upper() end)": "Abc\t1",
  "('aaa'):gsub('^a', function(c) return c:upper() end)": "Aaa\t1",
  "('abc'):gsub('()', function(p) return p end)": "1a2b3c4\t4",
  "('abc'):gsub('b*', function(m) return '[' .. m .. ']' end)": "[]a[b]c[]\t3",
  "('hello'):gsub('l', function() end)": "hello\t2",
  "('hello'):gsub('l+', '%%')": "he%o\t1",
  "('x y'):gsub('(%w)(%s?)', function(a, b) return b .. a end)": " xy\t2",
  "('hello'):find('l', 1, true)": "3\t3",
  "('hello'):find('')": "1\t0",
  "('hello'):find('', 10)": "nil",
  "('hello'):find('o', -1)": "5\t5",
  "('a+b'):find('+', 1, true)": "2\t2",
  "('hello'):find('(l)(l)')": "3\t4\tl\tl",
  "('key = value'):match('^(%w+)%s*=%s*(%w+)$')": "key\tvalue",
  "('THE (quick) fox'):find('%((%a+)%)')": "5\t11\tquick",
  "('a,b,,c'):gsub(',', ';')": "a;b;;c\t3",
  "('\\9x' < ' x')": "true",
  "('a\\n' < 'a ')": "true",
  "({['\\1#'] = 1})['\\18\\3']": "nil",
  "table.concat({1, 2.5, 'x'}, '-')": "1-2.5-x",
  "table.concat({}, 'x')": "",
  "table.concat({1, 2, 3}, ', ', 2, 3)": "2, 3",
  "table.unpack({1, 2, 3}, 2)": "2\t3",
  "select('#', table.unpack({}, 1, 3))": "3",
  "table.pack(1, nil, 3).n": "3",
  "#table.move({1, 2, 3}, 2, 3, 1)": "3",
  "table.remove({1, 2, 3}, 1)": "1",
  "table.remove({})": "nil",
  "select(-1, 1, 2, 3)": "3",
  "load('return ...', 'x', 't', {})(7)": "7",
  "load('x = ', '=c')": "nil\tc:1: unexpected symbol near <eof>",
  "load(function() return nil end) ~= nil": "true",
  "load('\\27Lua')": "nil\tattempt to load a binary chunk (mode is 't')",
  "tostring(nil) .. tostring(true)": "niltrue",
  "dofile, loadfile, string.dump, os, io, package, require, debug.getinfo":
    "nil\tnil\tnil\tnil\tnil\tnil\tnil\tnil",
  "collectgarbage('count') > 10": "true",
  "math.floor(3.7), math.maxinteger, #utf8.char(228)": "3\t2147483647\t2",
  "xpcall(error, function(e) return 'handled ' .. e end, 'x')": "false\thandled x",
  "pcall(error, nil)": "false\tnil",
  "pcall(pcall)": "false\tbad argument #1 to 'pcall' (value expected)",
  "(function() goto done do return 1 end ::done:: return 2 end)()": "2",
};

describe("expressions", () => {
  for (const [expression, line] of Object.entries(expressions)) {
    it(expression, () => expect(linesOf(`print(${expression})`)).toEqual([line]));
  }
});

/** Lua that fails, and the message: errors name the caller's line, as PUC Lua's do. */
const errors: Readonly<Record<string, string>> = {
  "table.sort({1, 'x'})": "attempt to compare string with number",
  "table.sort(1)": "bad argument #1 to 'sort' (table expected, got number)",
  "table.sort({}, 1)": "program:1: bad argument #2 to 'sort' (function expected, got number)",
  "table.insert({}, 5, 1)": "bad argument #2 to 'insert' (position out of bounds)",
  "table.insert({})": "wrong number of arguments to 'insert'",
  "table.concat({1, {}})": "invalid value (table) at index 2 in table for 'concat'",
  "('x'):gsub('x', print)": "",
  "('x'):gsub('x', function() return {} end)": "program:1: invalid replacement value (a table)",
  "('x'):gsub('x', true)": "bad argument #2 to 'gsub' (string/function/table expected)",
  "('x'):find('(')": "unfinished capture",
  "string.rep()": "bad argument #1 to 'rep' (string expected, got no value)",
  "string.format('%d', 1.5)": "number has no integer representation",
  "string.format('%y', 1)": "invalid option '%y' to 'format'",
  "string.format('%d')": "bad argument #2 to 'format' (no value)",
  "tostring()": "bad argument #1 to 'tostring' (value expected)",
  "tostring(setmetatable({}, {__tostring = function() return 1 end}))":
    "'__tostring' must return a string",
  "coroutine.resume(1)": "coroutine expected",
  "error('plain', 0)": "plain",
  "error({message = 'm', name = 'TypeError', stack = 'where'})": "TypeError: m",
  "error({})": "(error object is a table value)",
};

describe("errors", () => {
  for (const [lua, message] of Object.entries(errors)) {
    it(lua, () => {
      const { step } = runLua(lua);
      if (message === "") return expect(step).toEqual({ kind: "ended" });
      expect(step).toMatchObject({
        kind: "failed",
        error: { message: expect.stringContaining(message) },
      });
    });
  }
});

describe("table.sort", () => {
  it("is stable", () => {
    const lua = `
      local t = {}
      for i = 1, 200 do t[i] = {key = i % 7, at = i} end
      table.sort(t, function(a, b) return a.key < b.key end)
      for i = 2, #t do
        assert(t[i - 1].key < t[i].key or t[i - 1].key == t[i].key and t[i - 1].at < t[i].at)
      end
      print(#t, t[1].at, t[200].at)`;
    expect(linesOf(lua)).toEqual(["200\t7\t195"]);
  });

  it("sorts numbers and texts without a comparator, and with __lt", () => {
    const lua = `
      local function sorted(t) table.sort(t) return table.concat(t, " ") end
      print(sorted({3, 1, 2.5, -1, 10}), sorted({"b", "a", "B", "\\t", ""}))
      local m = {__lt = function(a, b) return a.v > b.v end}
      local t = {}
      for i = 1, 20 do t[i] = setmetatable({v = i * 7 % 20}, m) end
      table.sort(t)
      print(t[1].v, t[20].v)`;
    expect(linesOf(lua)).toEqual(["-1 1 2.5 3 10\t \t B a b", "19\t0"]);
  });

  it("ends with a comparator that is none", () => {
    const lua =
      "local t = {} for i = 1, 100 do t[i] = i end table.sort(t, function() return true end) print(#t)";
    expect(linesOf(lua)).toEqual(["100"]);
  });
});
