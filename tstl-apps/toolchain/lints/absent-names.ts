/** What to write instead of a name or member that JavaScript has and boards do not. */
export type Advice = Readonly<Record<string, string>>;

export const TEXTS = "write includes, indexOf, startsWith, split(text) or replaceAll(text, by)";
export const CALENDAR = 'boards have no calendar; to measure time: import { now } from "vnetos"';
const SLEEP = 'write sleep(ms): import { sleep } from "vnetos"';
const NO_TIMER = "boards have no timers: leave the loop that sleeps, by break or return";
const LATER = "write queueMicrotask(action), or call it at the end of main()";
const LIST = "write number[]; bit operators keep whole numbers in their range: x & 255, x | 0";
const SHARED = "boards share no memory: send a message, or a tuple of vnetos/tuples";
const BASE64 = "write a message of numbers or texts as it is: boards carry any JSON value";
const ESCAPES =
  "boards have no addresses: write replaceAll(text, by) for the characters that matter";
const MESSAGES = 'boards talk through messages: import { send, receive } from "vnetos"';
const NO_PAGE = "boards have no page and no browser: print with console.log";
const LINES = 'input comes from the library: import { readLine } from "vnetos"';
const FILES = 'boards have no folders: import { readInput, saveFile } from "vnetos"';
const EXPORTS = "write export before what other files import";
const MODULE = "keep it in a file that others import: export const shared = { … }";
const KEEP = "keep the object itself: boards do not tell when one is collected";
const STOP = "send a message that says so, and look for it: tryReceive";
const CODE = "write a function: programs make no code while they run";
const OWN_ERROR = "write Error, or a class that extends it";
const LUA = "this is Lua's or the library's own; write what TypeScript has";

/** Names, by the name itself. */
export const NAMES: Advice = {
  // Time.
  setTimeout: SLEEP,
  setInterval: "write a loop with sleep(ms) in it",
  setImmediate: LATER,
  requestAnimationFrame: "write a loop with sleep(ms) in it",
  clearTimeout: NO_TIMER,
  clearInterval: NO_TIMER,
  clearImmediate: NO_TIMER,
  cancelAnimationFrame: NO_TIMER,
  performance: 'measure with now(): import { now } from "vnetos"',
  // The page.
  window: NO_PAGE,
  document: NO_PAGE,
  navigator: 'a board tells its name: import { node } from "vnetos"',
  location: 'a board tells its name: import { node } from "vnetos"',
  history: NO_PAGE,
  screen: NO_PAGE,
  HTMLElement: NO_PAGE,
  Element: NO_PAGE,
  Image: NO_PAGE,
  Audio: NO_PAGE,
  alert: "write console.log(text)",
  prompt: LINES,
  confirm: LINES,
  print: "write console.log(text)",
  localStorage: FILES,
  sessionStorage: "keep it in a Map or an object",
  // Node.js.
  process: 'arguments and input come from the library: import { args, readLine } from "vnetos"',
  require: 'write import { part } from "./part.ts" at the top of the file',
  module: EXPORTS,
  exports: EXPORTS,
  global: MODULE,
  globalThis: MODULE,
  self: MODULE,
  NodeJS: "boards are no Node.js: name the type yourself, for example number",
  Buffer: LIST,
  __dirname: FILES,
  __filename: FILES,
  // The net.
  fetch: MESSAGES,
  XMLHttpRequest: MESSAGES,
  WebSocket: MESSAGES,
  Request: MESSAGES,
  Response: MESSAGES,
  Headers: MESSAGES,
  FormData: MESSAGES,
  MessageChannel: 'write channel(): import { channel } from "vnetos/csp"',
  BroadcastChannel: 'write broadcast(value, root): import { broadcast } from "vnetos"',
  Worker: 'every rank runs the program: import { rank, size } from "vnetos"',
  URL: "boards have no addresses: take the text apart with split and indexOf",
  URLSearchParams: "take the text apart with split, or pass arguments to the program",
  Blob: FILES,
  File: FILES,
  FileReader: FILES,
  AbortController: STOP,
  AbortSignal: STOP,
  Event: "call the function yourself, or send a message",
  EventTarget: "keep a list of functions, and call each",
  EventEmitter: "keep a list of functions, and call each",
  // Texts.
  RegExp: TEXTS,
  Intl: "write the text yourself: toFixed(digits), padStart(width)",
  TextEncoder: "texts are UTF-8 on boards: text.length counts bytes, charCodeAt gives each",
  TextDecoder: "write String.fromCharCode(...codes)",
  encodeURIComponent: ESCAPES,
  decodeURIComponent: ESCAPES,
  encodeURI: ESCAPES,
  decodeURI: ESCAPES,
  escape: ESCAPES,
  unescape: ESCAPES,
  atob: BASE64,
  btoa: BASE64,
  // Numbers and memory.
  BigInt: "numbers are exact up to 2 ** 53",
  crypto: 'chance comes from the library: import { random } from "vnetos"',
  ArrayBuffer: LIST,
  SharedArrayBuffer: SHARED,
  Atomics: SHARED,
  DataView: LIST,
  Float16Array: LIST,
  Float32Array: "write number[]; Math.fround(x) gives the nearest 32-bit float",
  Float64Array: "write number[]: its elements are 64-bit floats",
  Int8Array: LIST,
  Int16Array: LIST,
  Int32Array: LIST,
  BigInt64Array: LIST,
  BigUint64Array: LIST,
  Uint8Array: LIST,
  Uint8ClampedArray: LIST,
  Uint16Array: LIST,
  Uint32Array: LIST,
  WeakRef: KEEP,
  FinalizationRegistry: KEEP,
  // The language.
  eval: CODE,
  Function: CODE,
  WebAssembly: CODE,
  Proxy: "write a class with get and set",
  Reflect: "write Object.keys(object) and object[key]",
  Iterator: "write a generator: function* values() { … }",
  AggregateError: OWN_ERROR,
  EvalError: OWN_ERROR,
  URIError: OWN_ERROR,
  DOMException: OWN_ERROR,
  // What the library is written over: apps have the library.
  __vnetos: LUA,
  coroutine: "write a generator or an async function",
  setmetatable: "write a class",
  rawget: "write object[key]",
  rawset: "write object[key] = value",
};
