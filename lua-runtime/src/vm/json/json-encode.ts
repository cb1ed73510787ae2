import type { LuaState, LuaString, LuaTable, LuaValue } from "../engine.ts";
import { ltable, TAG } from "../fengari.ts";
import { textOf } from "../text.ts";
import { ByteWriter } from "./byte-writer.ts";
import { keysOf } from "./object-keys.ts";
import { invalidUtf8 } from "./utf8.ts";

/** How deep values may nest, in both directions. */
export const JSON_DEPTH = 100;

/** The value at `path` cannot be written. Not an Error: nobody wants its stack. */
export class JsonRefusal {
  readonly message: string;

  constructor(message: string) {
    this.message = message;
  }
}

/**
 * Lua value to JSON text. A table with exactly the keys 1..n is an array, the empty table `[]`, one with string keys
 * an object in order of insertion. A table whose metatable has `__keys` is an object with those keys, in their order.
 * `grow(bytes)` is called as the text grows and may refuse. Throws JsonRefusal.
 */
export function encodeJson(
  L: LuaState,
  value: LuaValue,
  grow: (bytes: number) => void,
): Uint8Array {
  const encoder = new Encoder(L, new ByteWriter(grow));
  encoder.value(value);
  return encoder.out.finish();
}

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;

class Encoder {
  readonly out: ByteWriter;
  private readonly L: LuaState;
  /** The tables that are being written, and the key under which each next one was found. */
  private readonly open: LuaTable[] = [];
  private readonly path: (string | number)[] = [];

  constructor(L: LuaState, out: ByteWriter) {
    this.L = L;
    this.out = out;
  }

  value(value: LuaValue): void {
    const tag = value.type;
    if (tag === TAG.longString || tag === TAG.string) this.string(value.value as LuaString);
    else if (tag === TAG.float || tag === TAG.integer) this.number(value.value as number);
    else if (tag === TAG.table) this.table(value.value as LuaTable);
    else if (tag === TAG.boolean) this.out.ascii(value.value ? "true" : "false");
    else if (tag === TAG.nil) this.out.ascii("null");
    else this.refuse(`is a ${typeName(tag)}: JSON cannot carry it`);
  }

  private number(value: number): void {
    if (!Number.isFinite(value))
      this.refuse(`is ${Number.isNaN(value) ? "NaN" : "infinite"}: JSON cannot carry it`);
    this.out.ascii(String(value));
  }

  private string(text: LuaString): void {
    const bytes = text.realstring;
    this.out.byte(QUOTE);
    if (isPlain(bytes)) this.out.append(bytes);
    else this.escaped(bytes);
    this.out.byte(QUOTE);
  }

  private escaped(bytes: Uint8Array): void {
    const bad = invalidUtf8(bytes);
    if (bad >= 0) this.refuse(`is not UTF-8 text (byte ${bad + 1}): JSON cannot carry it`);
    let written = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at] as number;
      if (byte >= 32 && byte !== QUOTE && byte !== BACKSLASH) continue;
      this.out.append(bytes.subarray(written, at));
      this.out.ascii(ESCAPES[byte] as string);
      written = at + 1;
    }
    this.out.append(bytes.subarray(written));
  }

  private table(table: LuaTable): void {
    if (this.open.includes(table)) this.refuse("contains itself: JSON cannot carry it");
    if (this.open.length >= JSON_DEPTH) this.refuse(`nests deeper than ${JSON_DEPTH} levels`);
    this.open.push(table);
    const keys = keysOf(this.L, table);
    if (keys === "none") this.refuse("is no plain object: JSON cannot carry it");
    if (keys) this.listed(table, keys);
    else if (table.strong.size === 0) this.out.ascii("[]");
    else if (isNumber(table.f?.key)) this.array(table, table.strong.size);
    else this.object(table);
    this.open.pop();
  }

  private array(table: LuaTable, size: number): void {
    for (let i = 1; i <= size; i++) {
      const value = ltable.luaH_getint(table, i);
      if (value.type === TAG.nil) this.refuseKeys(table, size);
      this.out.byte(i === 1 ? 91 : COMMA);
      this.path.push(i - 1);
      this.value(value);
      this.path.pop();
    }
    this.out.byte(93);
  }

  /** A key without a value is undefined: JSON leaves it out. */
  private listed(table: LuaTable, keys: LuaTable): void {
    let separator = 123;
    for (let i = 1; ; i++) {
      const key = ltable.luaH_getint(keys, i);
      if (!isString(key)) break;
      const value = ltable.luaH_getstr(table, key.value as LuaString);
      if (value.type === TAG.nil) continue;
      this.out.byte(separator);
      separator = COMMA;
      this.member(key.value as LuaString, value);
    }
    this.out.ascii(separator === 123 ? "{}" : "}");
  }

  private member(key: LuaString, value: LuaValue): void {
    this.path.push(textOf(key.realstring));
    this.string(key);
    this.out.byte(58);
    this.value(value);
    this.path.pop();
  }

  private object(table: LuaTable): void {
    let separator = 123;
    for (let entry = table.f; entry; entry = entry.n) {
      if (!isString(entry.key)) this.refuseKeys(table, table.strong.size);
      this.out.byte(separator);
      separator = COMMA;
      this.member(entry.key.value as LuaString, entry.value);
    }
    this.out.byte(125);
  }

  /** Neither an array nor an object: says which keys are in the way. */
  private refuseKeys(table: LuaTable, size: number): never {
    let numbers = 0;
    for (let entry = table.f; entry; entry = entry.n) {
      if (isNumber(entry.key)) numbers++;
      else if (!isString(entry.key))
        this.refuse(`has a ${typeName(entry.key.type)} as key: JSON cannot carry it`);
    }
    if (numbers < size) this.refuse("has both numbers and texts as keys: JSON cannot carry it");
    return this.refuse("is an array with holes: JSON cannot carry it");
  }

  private refuse(reason: string): never {
    throw new JsonRefusal(`${pathText(this.path)} ${reason}`);
  }
}

function pathText(path: readonly (string | number)[]): string {
  let text = "value";
  for (const key of path) {
    if (typeof key === "number") text += `[${key}]`;
    else text += /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  }
  return text;
}

function isPlain(bytes: Uint8Array): boolean {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte < 32 || byte > 126 || byte === QUOTE || byte === BACKSLASH) return false;
  }
  return true;
}

function isNumber(key: LuaValue | undefined): boolean {
  return key?.type === TAG.integer || key?.type === TAG.float;
}

function isString(key: LuaValue): boolean {
  return key.type === TAG.longString || key.type === TAG.string;
}

const TYPE_NAMES = [
  "nil",
  "boolean",
  "userdata",
  "number",
  "string",
  "table",
  "function",
  "userdata",
  "coroutine",
];

function typeName(tag: number): string {
  return TYPE_NAMES[tag & 15] ?? "value";
}

const ESCAPES: Readonly<Record<number, string>> = {
  ...Object.fromEntries(
    Array.from({ length: 32 }, (_, code) => [code, `\\u${code.toString(16).padStart(4, "0")}`]),
  ),
  8: "\\b",
  9: "\\t",
  10: "\\n",
  12: "\\f",
  13: "\\r",
  34: '\\"',
  92: "\\\\",
};
