import * as ts from "typescript";
import * as faults from "../value-faults.ts";
import type { Lint } from "./lint.ts";

type Advice = Readonly<Record<string, string>>;

const TEXTS = "write includes, indexOf, startsWith, split(text) or replaceAll(text, by)";
const CALENDAR = 'boards have no calendar; to measure time: import { now } from "vnetos"';
const ZONE = "boards know no time zone: use the UTC methods, or toISOString()";

/** Members of JavaScript that boards do not have, by name, and what to write instead. */
const MEMBERS: Advice = {
  localeCompare: "compare with < and >: (a, b) => (a < b ? -1 : a > b ? 1 : 0)",
  match: TEXTS,
  matchAll: TEXTS,
  normalize: "texts are compared byte by byte: normalize them before they reach the program",
  search: TEXTS,
  toLocaleLowerCase: "write toLowerCase()",
  toLocaleUpperCase: "write toUpperCase()",
  toLocaleString: "write toFixed(digits), String(value) or toISOString()",
  toLocaleDateString: ZONE,
  toLocaleTimeString: ZONE,
  toDateString: ZONE,
  getDate: ZONE,
  getDay: ZONE,
  getFullYear: ZONE,
  getHours: ZONE,
  getMinutes: ZONE,
  getMonth: ZONE,
  getSeconds: ZONE,
  getMilliseconds: ZONE,
  getTimezoneOffset: ZONE,
  now: CALENDAR,
  freeze: "write as const, or readonly in the type: TypeScript then refuses the change",
  create: "write an object literal, or a class",
  defineProperty: "write get and set in a class or an object",
  getOwnPropertyNames: "write Object.keys(object)",
  getPrototypeOf: "ask with instanceof",
  setPrototypeOf: "write class A extends B",
};

const SLEEP = 'write sleep(ms): import { sleep } from "vnetos"';
const LIST = "write number[]; bit operators keep whole numbers in their range: x & 255, x | 0";
const GLOBALS: Advice = {
  setTimeout: SLEEP,
  setInterval: "write a loop with sleep(ms) in it",
  performance: 'measure with now(): import { now } from "vnetos"',
  process: 'arguments and input come from the library: import { args, readLine } from "vnetos"',
  require: 'write import { part } from "./part.ts" at the top of the file',
  fetch: 'boards talk through messages: import { send, receive } from "vnetos"',
  Intl: "write the text yourself: toFixed(digits), padStart(width)",
  Proxy: "write a class with get and set",
  Reflect: "write Object.keys(object) and object[key]",
  RegExp: TEXTS,
  BigInt: "numbers are exact up to 2 ** 53",
  Buffer: LIST,
  ArrayBuffer: LIST,
  DataView: LIST,
  Float32Array: "write number[]; Math.fround(x) gives the nearest 32-bit float",
  Float64Array: "write number[]: its elements are 64-bit floats",
  Int8Array: LIST,
  Int16Array: LIST,
  Int32Array: LIST,
  Uint8Array: LIST,
  Uint8ClampedArray: LIST,
  Uint16Array: LIST,
  Uint32Array: LIST,
};

/** A member or a name that TypeScript does not find, and that JavaScript has. */
export const absent: Lint = (node, { checker }) => {
  if (!ts.isIdentifier(node) || checker.getSymbolAtLocation(node)) return undefined;
  const { parent } = node;
  const member = ts.isPropertyAccessExpression(parent) && parent.name === node;
  const table = member ? MEMBERS : GLOBALS;
  const advice = Object.hasOwn(table, node.text) ? table[node.text] : undefined;
  if (advice === undefined || (member && isOpen(parent.expression, checker))) return undefined;
  return faults.absent(node.text, advice);
};

/** `new Date()` is the calendar's, `new Date(2026, 0, 31)` the time zone's. */
export const localDate: Lint = (node) => {
  if (!ts.isNewExpression(node) || !ts.isIdentifier(node.expression)) return undefined;
  const count = node.arguments?.length ?? 0;
  if (node.expression.text !== "Date" || count === 1) return undefined;
  return count === 0
    ? faults.absent("new Date() without arguments", CALENDAR)
    : faults.absent(node.getText(), "write new Date(Date.UTC(year, month, day))");
};

/** Of `any` everything may be asked. */
function isOpen(node: ts.Expression, checker: ts.TypeChecker): boolean {
  return (checker.getTypeAtLocation(node).flags & ts.TypeFlags.Any) !== 0;
}
