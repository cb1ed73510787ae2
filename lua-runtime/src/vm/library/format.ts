/** `string.format`, as C's printf would do it: Fengari's own lacks precision defaults and flags. */
import type { LuaState } from "../engine.ts";
import { lauxlib, lua } from "../fengari.ts";
import type { MemoryBudget } from "../memory/memory-budget.ts";
import { bytesOf } from "../text.ts";
import { exponential, fixed, general, hexadecimal } from "./number-text.ts";
import { pushText } from "./quick-table.ts";

interface Item {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly kind: string;
}

const PERCENT = 37;
const ITEM = /^([-+ #0]*)(\d*)(?:\.(\d*))?(.?)/;

export function formatWith(memory: MemoryBudget): (L: LuaState) => number {
  return (L) => {
    const pieces = formatted(L, lauxlib.luaL_checkstring(L, 1), memory);
    let length = 0;
    for (const piece of pieces) length += piece.length;
    memory.require(length);
    const text = new Uint8Array(length);
    let at = 0;
    for (const piece of pieces) {
      text.set(piece, at);
      at += piece.length;
    }
    pushText(L, text);
    return 1;
  };
}

function formatted(L: LuaState, format: Uint8Array, memory: MemoryBudget): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let argument = 1;
  let at = 0;
  let length = 0;
  while (at < format.length) {
    const percent = format.indexOf(PERCENT, at);
    const end = percent < 0 ? format.length : percent;
    if (end > at) pieces.push(format.subarray(at, end));
    if (percent < 0) break;
    if (format[percent + 1] === PERCENT) {
      pieces.push(format.subarray(percent, percent + 1));
      at = percent + 2;
      continue;
    }
    const [item, size] = itemAt(L, format, percent + 1);
    if (++argument > lua.lua_gettop(L)) refuse(L, argument, "no value");
    const piece = convert(L, item, argument);
    length += piece.length;
    memory.require(length);
    pieces.push(piece);
    at = percent + 1 + size;
  }
  return pieces;
}

function itemAt(L: LuaState, format: Uint8Array, at: number): [Item, number] {
  const text = String.fromCharCode(...format.subarray(at, at + 32));
  const [whole = "", flags = "", width = "", precision, kind = ""] = ITEM.exec(text) ?? [];
  if (flags.length > 5) fail(L, "invalid format (repeated flags)");
  if (width.length > 2 || (precision?.length ?? 0) > 2)
    fail(L, "invalid format (width or precision too long)");
  const digits = precision === undefined ? undefined : Number(precision);
  return [{ flags, width: Number(width), precision: digits, kind }, whole.length];
}

function convert(L: LuaState, item: Item, index: number): Uint8Array {
  switch (item.kind) {
    case "c":
      return pad(item, Uint8Array.of(lauxlib.luaL_checkinteger(L, index) & 255));
    case "d":
    case "i":
    case "o":
    case "u":
    case "x":
    case "X":
      return bytesOf(integer(item, wholeNumber(L, index)));
    case "a":
    case "A":
    case "e":
    case "E":
    case "f":
    case "F":
    case "g":
    case "G":
      return bytesOf(float(item, lauxlib.luaL_checknumber(L, index)));
    case "q":
      return quoted(L, index);
    case "s":
      return string(L, item, index);
    default:
      return fail(L, `invalid option '%${item.kind}' to 'format'`);
  }
}

/** A whole number of 64 bits, as on boards with larger integers than Fengari's. */
function wholeNumber(L: LuaState, index: number): number {
  const value =
    lua.lua_type(L, index) === lua.LUA_TNUMBER ? lua.lua_tonumber(L, index) : Number.NaN;
  const fits = Number.isInteger(value) && value >= -(2 ** 63) && value < 2 ** 63;
  return fits ? value : lauxlib.luaL_checkinteger(L, index);
}

function integer(item: Item, value: number): string {
  const { kind } = item;
  const signed = kind === "d" || kind === "i";
  const radix = kind === "o" ? 8 : kind === "x" || kind === "X" ? 16 : 10;
  const size = signed ? BigInt(Math.abs(value)) : BigInt.asUintN(64, BigInt(value));
  let digits = size.toString(radix);
  digits = digits.padStart(item.precision ?? 1, "0");
  if (item.precision === 0 && value === 0) digits = "";
  if (item.flags.includes("#") && value !== 0)
    digits = (radix === 8 ? "0" : radix === 16 ? "0x" : "") + digits;
  const text = (signed ? plus(item, value) : "") + digits;
  // A precision switches the flag 0 off, as in C.
  const shown =
    item.precision === undefined ? item : { ...item, flags: item.flags.replace(/0/g, "") };
  return padNumber(shown, kind === "X" ? text.toUpperCase() : text);
}

function float(item: Item, value: number): string {
  const size = Math.abs(value);
  const text = plus(item, value) + unsigned(item, size);
  const upper = item.kind < "a";
  const finite = Number.isFinite(value);
  const shown = finite ? item : { ...item, flags: item.flags.replace(/0/g, "") };
  return padNumber(shown, upper ? text.toUpperCase() : text);
}

function unsigned(item: Item, size: number): string {
  const precision = item.precision ?? 6;
  const point = item.flags.includes("#") && precision === 0 ? "." : "";
  switch (item.kind.toLowerCase()) {
    case "a":
      return hexadecimal(size);
    case "e":
      return exponential(size, precision);
    case "f":
      return fixed(size, precision) + point;
    default:
      return general(size, precision, item.flags.includes("#"));
  }
}

function plus(item: Item, value: number): string {
  if (value < 0 || Object.is(value, -0)) return "-";
  if (item.flags.includes("+")) return "+";
  return item.flags.includes(" ") ? " " : "";
}

function padNumber(item: Item, text: string): string {
  if (text.length >= item.width) return text;
  if (item.flags.includes("-")) return text.padEnd(item.width);
  if (!item.flags.includes("0")) return text.padStart(item.width);
  const [head = ""] = /^[-+ ]?(0[xX])?/.exec(text) ?? [];
  return head + text.slice(head.length).padStart(item.width - head.length, "0");
}

function string(L: LuaState, item: Item, index: number): Uint8Array {
  const text = lauxlib.luaL_tolstring(L, index);
  lua.lua_pop(L, 1);
  return pad(item, item.precision === undefined ? text : text.subarray(0, item.precision));
}

function pad(item: Item, text: Uint8Array): Uint8Array {
  if (text.length >= item.width) return text;
  const padded = new Uint8Array(item.width).fill(32);
  padded.set(text, item.flags.includes("-") ? 0 : item.width - text.length);
  return padded;
}

function quoted(L: LuaState, index: number): Uint8Array {
  switch (lua.lua_type(L, index)) {
    case lua.LUA_TSTRING:
      return quotedText(lauxlib.luaL_checkstring(L, index));
    case lua.LUA_TNUMBER:
      return bytesOf(quotedNumber(L, index));
    case lua.LUA_TNIL:
    case lua.LUA_TBOOLEAN: {
      const text = lauxlib.luaL_tolstring(L, index);
      lua.lua_pop(L, 1);
      return text;
    }
    default:
      return refuse(L, index, "value has no literal form");
  }
}

function quotedNumber(L: LuaState, index: number): string {
  const value = lua.lua_tonumber(L, index);
  if (lua.lua_isinteger(L, index)) return value === -2147483648 ? "0x80000000" : String(value);
  if (value === Number.POSITIVE_INFINITY) return "1e9999";
  if (value === Number.NEGATIVE_INFINITY) return "-1e9999";
  return Number.isNaN(value) ? "(0/0)" : hexadecimal(value);
}

function quotedText(text: Uint8Array): Uint8Array {
  const out: number[] = [34];
  for (const [i, byte] of text.entries()) {
    const next = text[i + 1] ?? 0;
    if (byte === 34 || byte === 92 || byte === 10) out.push(92, byte);
    else if (byte < 32 || byte === 127) {
      const code = next >= 48 && next <= 57 ? String(byte).padStart(3, "0") : String(byte);
      out.push(92, ...bytesOf(code));
    } else out.push(byte);
  }
  out.push(34);
  return Uint8Array.from(out);
}

function fail(L: LuaState, message: string): never {
  return lauxlib.luaL_error(L, bytesOf("%s"), bytesOf(message));
}

function refuse(L: LuaState, index: number, message: string): never {
  return lauxlib.luaL_argerror(L, index, bytesOf(message));
}
