/**
 * What a worker's Lua VM gives every program, on every kind of board: the global table `__vnetos`.
 * The library is written over these calls and nothing else; programs use the library.
 *
 * All text is a Lua string (bytes). A call that fails answers `nil, code, message`.
 * A timeout of -1 waits for ever, 0 only looks.
 */
declare const __vnetos: VnetosNative;

/** The result; or undefined, and then the code and message of the failure. */
type NativeAnswer<T> = LuaMultiReturn<[T | undefined, string, string]>;

/** @noSelf */
interface VnetosNative {
  /** This node's name. */
  readonly node: string;
  /** The run's id, "" when the program runs alone. */
  readonly run: string;
  readonly rank: number;
  readonly size: number;
  /** Node name of each rank. */
  readonly nodes: readonly string[];
  readonly args: readonly string[];
  /** The shape that the ranks form on the network; and ranks next to this one. Undefined: not known. */
  readonly topology: string | undefined;
  readonly neighbours: readonly number[] | undefined;

  /** Appends to the worker's output. */
  write(stream: "out" | "err", text: string): void;
  /** One part of a file for the person who started the run. */
  file(name: string, base64: string, last: boolean): NativeAnswer<true>;
  /** The next part of standard input; nothing at all at its end. */
  input(timeoutMs: number): LuaMultiReturn<[string | undefined, string | undefined, string]>;

  attach(port: string): NativeAnswer<true>;
  detach(port: string): NativeAnswer<true>;
  /** Waits until every receiver's queue has the message. */
  send(port: string, text: string, timeoutMs: number): NativeAnswer<true>;
  /** Starts a send; `wait` tells how it ended. */
  post(port: string, text: string): NativeAnswer<number>;
  wait(ticket: number, timeoutMs: number): NativeAnswer<true>;
  /**
   * The first arrival on one of `ports`: kind, port, text. A fault's text is its code, a space and its message.
   * "sent": the outcome of one of `tickets` is known; `wait` tells it. When nothing came in time: nil, "timeout",
   * message.
   */
  receive(
    ports: readonly string[],
    timeoutMs: number,
    tickets?: readonly number[],
  ): LuaMultiReturn<["message" | "fault" | "closed" | "sent" | undefined, string, string]>;

  /**
   * A counter of this board, shared by name: a number 0..`most`, `initial` when nobody else has it open. `run`: for
   * this run's workers here; `board`: for every program here. All who open it agree on `kind`, a word for messages,
   * and on the numbers. The answer is its number for this worker, to be used below.
   */
  counterOpen(
    name: string,
    kind: string,
    scope: "run" | "board",
    initial: number,
    most: number,
  ): NativeAnswer<number>;
  /**
   * Waits until the counter has `units` and takes them: `hold`: they go back when this worker ends; `spend`: for
   * good; `see`: none. First come, first served. The answer is the value left, and for `hold` the name of the worker
   * that has ended holding them. When nobody is left who could end the wait: `closed` or `deadlock`.
   */
  counterTake(
    counter: number,
    kind: "hold" | "spend" | "see",
    units: number,
    timeoutMs: number,
  ): LuaMultiReturn<[number | undefined, string | undefined, string]>;
  /** Gives units: `hold`: some that this worker holds; `spend`: new ones. The answer is the value after it. */
  counterGive(counter: number, kind: "hold" | "spend", units: number): NativeAnswer<number>;
  counterClose(counter: number): NativeAnswer<true>;

  sleep(ms: number): void;
  /** Milliseconds since some moment before the program's start, with fractions. */
  now(): number;
  /** 32 bits of chance, 0..4294967295. */
  random32(): number;

  /** True: this run is traced, and spans are recorded. */
  readonly tracing: boolean;
  /** From now on this worker's time has a name. Answers the span's number, 0 where nothing is recorded. */
  span(name: string): number;
  /** Ends a span, and those that were begun within it. */
  endSpan(span: number): void;

  /**
   * JSON text; a failure's message says where in the value. A table is an array when its keys are 1..n (none: `[]`),
   * else an object. When its metatable has a field `__keys` it is an object (none: `{}`) with the keys in that list, in
   * that order, those left out that have no value. `__keys` may be a function: `__keys(table, true)` gives the list, or
   * nil when the table is nothing that JSON can carry. Numbers are written as JavaScript does.
   */
  encode(value: unknown): NativeAnswer<string>;
  /**
   * JSON's null is nil: only a failure has a code. With `adopt`, an object is what `adopt(table, keys)` gives: keys is
   * the list of its keys as they stand in the text, those of null and those that come twice with them.
   */
  decode(
    text: string,
    adopt?: (table: object, keys: readonly string[]) => object,
  ): LuaMultiReturn<[unknown, string | undefined, string]>;
}

/** Lua's coroutines, for the library: programs use fibers and async functions. */
declare const coroutine: LuaCoroutines;

/** A coroutine. */
interface LuaThread {
  readonly __luaThread: never;
}

/** @noSelf */
interface LuaCoroutines {
  create(body: (this: void) => void): LuaThread;
  /** Runs it until it yields or ends. */
  resume(thread: LuaThread): LuaMultiReturn<[boolean, unknown]>;
  /** Suspends the coroutine that runs. */
  yield(): void;
  /** The coroutine that runs; on some VMs undefined in the main program. */
  running(): LuaThread | undefined;
}

/** For objects whose members are made as they are asked for. */
declare function setmetatable<T extends object>(
  this: void,
  table: T,
  meta: { readonly __index: (this: void, table: T, key: string) => unknown },
): T;

/** Tables with keys of any kind: Lua's own. */
declare function rawget(this: void, table: object, key: unknown): unknown;
declare function rawset(this: void, table: object, key: unknown, value: unknown): void;
