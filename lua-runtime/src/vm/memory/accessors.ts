/**
 * Fengari has no allocator to put a limit on, but every string, table entry, table and closure sets a certain
 * field when it is made. Setters on the prototypes see those. They also mend two faults: Fengari's hash of a
 * string gives different strings the same key ("\x01#" and "\x12\x03") and orders control characters wrong.
 */
import { lfunc, lobject, lstring, ltable, TAG } from "../fengari.ts";
import { floatText } from "../library/number-text.ts";
import { bytesOf, keyOf } from "../text.ts";
import { charge, chargeJoin, chargeMatch, chargeWork } from "./meter.ts";
import { BYTES } from "./model.ts";

interface CountedString {
  textBytes: Uint8Array;
  textKey: string | null;
}

interface CountedTable {
  lastEntry: object | undefined;
}

interface CountedClosure {
  upvalueCount: number;
}

interface CountedMatch {
  depth: number;
  readonly src_end: number;
}

/** From here on the work on a string counts like so many instructions more. */
const BIG_STRING_BYTES = 16_384;

let installed = false;

/** Once for a process; does nothing when called again. */
export function installAccessors(): void {
  if (installed) return;
  installed = true;
  countStrings();
  keyStrings();
  countTables();
  countClosures(lobject.LClosure.prototype, BYTES.upvaluePointer + BYTES.upvalue);
  countClosures(lobject.CClosure.prototype, BYTES.nativeUpvalue);
  watchConcatenation();
  mendFloatTexts();
  boundNumerals();
  forgetClosures();
}

function countStrings(): void {
  Object.defineProperty(lstring.TString.prototype, "realstring", {
    get(this: CountedString) {
      const bytes = this.textBytes;
      if (bytes.length > BIG_STRING_BYTES) chargeWork(bytes.length >> 6);
      return bytes;
    },
    set(this: CountedString, bytes: Uint8Array) {
      this.textBytes = bytes;
      if (bytes.length > BIG_STRING_BYTES) chargeWork(bytes.length >> 6);
      charge(bytes.length + BYTES.string);
    },
  });
}

function keyStrings(): void {
  Object.defineProperty(lstring.TString.prototype, "hash", {
    get(this: CountedString) {
      if (this.textKey === null) this.textKey = keyOf(this.textBytes);
      return this.textKey;
    },
    set(this: CountedString) {
      this.textKey = null;
    },
  });
}

function countTables(): void {
  Object.defineProperty(ltable.Table.prototype, "l", {
    get(this: CountedTable) {
      return this.lastEntry;
    },
    set(this: CountedTable, entry: object | undefined) {
      this.lastEntry = entry;
      charge(entry === undefined ? BYTES.table : BYTES.hashEntry);
    },
  });
}

function countClosures(prototype: object, perUpvalue: number): void {
  Object.defineProperty(prototype, "nupvalues", {
    get(this: CountedClosure) {
      return this.upvalueCount;
    },
    set(this: CountedClosure, count: number) {
      this.upvalueCount = count;
      charge(BYTES.closure + count * perUpvalue);
    },
  });
}

/** `a .. b .. c` asks each operand's length first: long ones are added up before the result is made. */
function watchConcatenation(): void {
  Object.defineProperty(lobject.TValue.prototype, "vslen", {
    value(this: { value: CountedString }) {
      const length = this.value.textBytes.length;
      if (length > BIG_STRING_BYTES) chargeJoin(length);
      return length;
    },
  });
}

/** A float that becomes a string in place (`1e15 .. ""`) is still there when its text is set. */
function mendFloatTexts(): void {
  const { prototype } = lobject.TValue;
  const original = Reflect.get(prototype, "setsvalue") as (text: CountedString) => void;
  Object.defineProperty(prototype, "setsvalue", {
    value(this: { type: number; value: unknown }, text: CountedString) {
      if (this.type === TAG.float) mendText(this.value as number, text);
      original.call(this, text);
    },
  });
}

function mendText(value: number, text: CountedString): void {
  const size = Math.abs(value);
  if (size < 1e15 && size >= 1e-4) return;
  text.textBytes = bytesOf(floatText(value));
}

/** Longer texts are no numbers, bytes: Fengari takes a second to read a numeral of a megabyte. */
const NUMERAL_BYTES = 1_024;

function boundNumerals(): void {
  const original = lobject.luaO_str2num;
  lobject.luaO_str2num = (text, into) => (text.length > NUMERAL_BYTES ? 0 : original(text, into));
}

/** A prototype remembers the last closure made of it, and so a whole VM: with shared prototypes that is a leak. */
function forgetClosures(): void {
  Object.defineProperty(lfunc.Proto.prototype, "cache", { get: () => null, set: () => undefined });
}

const STEPS_PER_LOOK = 4_096;
let stepsLeft = STEPS_PER_LOOK;

/**
 * The state of a pattern match is a class that Fengari does not export. A setter on Object.prototype catches one
 * instance while it is made, and is taken away at once; then each step of a match is counted on its own prototype.
 * `match` is any function that runs a pattern.
 */
export function watchPatterns(match: () => void): void {
  if (matchPrototypeWatched) return;
  let prototype: object | undefined;
  Object.defineProperty(Object.prototype, "matchdepth", {
    configurable: true,
    set(this: object, depth: number) {
      prototype = Object.getPrototypeOf(this);
      Object.defineProperty(this, "matchdepth", { value: depth, writable: true });
    },
  });
  try {
    match();
  } finally {
    Reflect.deleteProperty(Object.prototype, "matchdepth");
  }
  if (prototype) countSteps(prototype);
  matchPrototypeWatched = true;
}

let matchPrototypeWatched = false;

function countSteps(prototype: object): void {
  Object.defineProperty(prototype, "matchdepth", {
    get(this: CountedMatch) {
      return this.depth;
    },
    set(this: CountedMatch, depth: number) {
      this.depth = depth;
      // A step over a long subject may itself take long (%b, a class with *).
      stepsLeft -= 1 + (this.src_end >> 12);
      if (stepsLeft > 0) return;
      stepsLeft = STEPS_PER_LOOK;
      chargeMatch();
    },
  });
}
