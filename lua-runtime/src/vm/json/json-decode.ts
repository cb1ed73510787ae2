import type { LuaState, LuaTable, LuaValue } from "../engine.ts";
import { lobject, lstring, ltable, TAG } from "../fengari.ts";
import { bytesOf } from "../text.ts";
import { JSON_DEPTH, JsonRefusal } from "./json-encode.ts";
import { adopted } from "./object-keys.ts";
import { invalidUtf8 } from "./utf8.ts";

/**
 * JSON text to a Lua value: numbers become floats, null nil, arrays tables from 1. Of an object that becomes which
 * `adopt(table, keys)` gives, when there is one. Throws JsonRefusal.
 */
export function decodeJson(L: LuaState, text: Uint8Array, adopt?: LuaValue): LuaValue {
  const bad = invalidUtf8(text);
  if (bad >= 0) throw new JsonRefusal(`byte ${bad + 1} of the text is not UTF-8`);
  return new Decoder(L, text, adopt).whole();
}

const QUOTE = 34;
const BACKSLASH = 92;

class Decoder {
  private readonly L: LuaState;
  private readonly text: Uint8Array;
  private readonly adopt: LuaValue | undefined;
  private at = 0;
  private depth = 0;

  constructor(L: LuaState, text: Uint8Array, adopt: LuaValue | undefined) {
    this.L = L;
    this.text = text;
    this.adopt = adopt;
  }

  whole(): LuaValue {
    const value = this.value();
    this.skipBlanks();
    if (this.at < this.text.length) this.refuse("the end of the text");
    return value;
  }

  private value(): LuaValue {
    this.skipBlanks();
    switch (this.text[this.at]) {
      case 123:
        return this.object();
      case 91:
        return this.array();
      case QUOTE:
        return new lobject.TValue(TAG.longString, lstring.luaS_bless(this.L, this.string()));
      case 116:
        return this.word("true", TAG.boolean, true);
      case 102:
        return this.word("false", TAG.boolean, false);
      case 110:
        return this.word("null", TAG.nil, null);
      default:
        return this.number();
    }
  }

  private skipBlanks(): void {
    for (;;) {
      const byte = this.text[this.at];
      if (byte !== 32 && byte !== 10 && byte !== 13 && byte !== 9) return;
      this.at++;
    }
  }

  private word(word: string, tag: number, value: boolean | null): LuaValue {
    for (let i = 0; i < word.length; i++)
      if (this.text[this.at + i] !== word.charCodeAt(i)) this.refuse("a value");
    this.at += word.length;
    return new lobject.TValue(tag, value);
  }

  private object(): LuaValue {
    const table = this.enter();
    const keys = this.adopt && ltable.luaH_new(this.L);
    let count = 0;
    if (this.next() !== 125) {
      do {
        const key = this.member(table);
        if (keys) ltable.luaH_setint(keys, ++count, key);
      } while (this.separator(125));
    } else this.at++;
    const value = this.leave(table);
    return keys && this.adopt ? adopted(this.L, this.adopt, value, keys) : value;
  }

  private member(table: LuaTable): LuaValue {
    this.skipBlanks();
    if (this.text[this.at] !== QUOTE) this.refuse("a key in quotes");
    const key = new lobject.TValue(TAG.longString, lstring.luaS_bless(this.L, this.string()));
    this.skipBlanks();
    if (this.text[this.at] !== 58) this.refuse("':'");
    this.at++;
    ltable.luaH_setfrom(this.L, table, key, this.value());
    return key;
  }

  private array(): LuaValue {
    const table = this.enter();
    let index = 1;
    if (this.next() !== 93) {
      do {
        ltable.luaH_setint(table, index++, this.value());
      } while (this.separator(93));
    } else this.at++;
    return this.leave(table);
  }

  private enter(): LuaTable {
    if (this.depth >= JSON_DEPTH) throw new JsonRefusal(`nests deeper than ${JSON_DEPTH} levels`);
    this.depth++;
    this.at++;
    return ltable.luaH_new(this.L);
  }

  private leave(table: LuaTable): LuaValue {
    this.depth--;
    return new lobject.TValue(TAG.table, table);
  }

  private next(): number | undefined {
    this.skipBlanks();
    return this.text[this.at];
  }

  /** True: a comma, another item follows. False: the closing bracket. */
  private separator(close: number): boolean {
    const byte = this.next();
    if (byte !== 44 && byte !== close) this.refuse(`',' or '${String.fromCharCode(close)}'`);
    this.at++;
    return byte === 44;
  }

  private number(): LuaValue {
    let end = this.at;
    while (isNumberByte(this.text[end])) end++;
    const text = String.fromCharCode(
      ...this.text.subarray(this.at, Math.min(end, this.at + 1_000)),
    );
    if (!/^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$/.test(text)) this.refuse("a value");
    this.at = end;
    return new lobject.TValue(TAG.float, Number(text));
  }

  private string(): Uint8Array {
    const start = ++this.at;
    for (let at = start; ; at++) {
      const byte = this.text[at];
      if (byte === QUOTE) {
        this.at = at + 1;
        return this.text.slice(start, at);
      }
      if (byte === BACKSLASH) return this.escapedString(start, at);
      if (byte === undefined || byte < 32) this.refuseAt(at, "'\"'");
    }
  }

  private escapedString(start: number, firstEscape: number): Uint8Array {
    const out: number[] = Array.from(this.text.subarray(start, firstEscape));
    this.at = firstEscape;
    for (;;) {
      const byte = this.text[this.at];
      if (byte === undefined || byte < 32) this.refuse("'\"'");
      this.at++;
      if (byte === QUOTE) return Uint8Array.from(out);
      if (byte === BACKSLASH) out.push(...this.escape());
      else out.push(byte as number);
    }
  }

  private escape(): Uint8Array | number[] {
    const byte = this.text[this.at++] ?? 0;
    if (byte === 117) return bytesOf(String.fromCodePoint(this.codePoint()));
    const at = '"\\/bfnrt'.indexOf(String.fromCharCode(byte));
    if (at < 0) this.refuseAt(this.at - 1, "an escape");
    return ['"\\/\b\f\n\r\t'.charCodeAt(at)];
  }

  private codePoint(): number {
    const high = this.hex4();
    if (high < 0xd800 || high > 0xdfff) return high;
    if (high > 0xdbff || this.text[this.at] !== BACKSLASH || this.text[this.at + 1] !== 117)
      return this.refuse("the other half of a surrogate pair");
    this.at += 2;
    const low = this.hex4();
    if (low < 0xdc00 || low > 0xdfff) this.refuse("the other half of a surrogate pair");
    return 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
  }

  private hex4(): number {
    const digits = String.fromCharCode(...this.text.subarray(this.at, this.at + 4));
    if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.refuse("four hexadecimal digits");
    this.at += 4;
    return Number.parseInt(digits, 16);
  }

  private refuse(expected: string): never {
    return this.refuseAt(this.at, expected);
  }

  private refuseAt(at: number, expected: string): never {
    const byte = this.text[at];
    const found = byte === undefined ? "the text ends" : `'${printable(byte)}'`;
    throw new JsonRefusal(`byte ${at + 1}: ${expected} was expected, but found ${found}`);
  }
}

function isNumberByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  return (
    (byte >= 48 && byte <= 57) || byte === 45 || byte === 43 || byte === 46 || (byte | 32) === 101
  );
}

function printable(byte: number): string {
  return byte >= 32 && byte < 127
    ? String.fromCharCode(byte)
    : `\\x${byte.toString(16).padStart(2, "0")}`;
}
