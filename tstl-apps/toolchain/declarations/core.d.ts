// What TypeScript itself needs to know: primitive wrappers and functions.

declare const NaN: number;
declare const Infinity: number;
declare function isNaN(value: number): boolean;
declare function isFinite(value: number): boolean;
declare function parseInt(text: string, radix?: number): number;
declare function parseFloat(text: string): number;

type PropertyKey = string | number | symbol;
interface Boolean {
  valueOf(): boolean;
}
interface BooleanConstructor {
  (value?: unknown): boolean;
}
declare const Boolean: BooleanConstructor;

/** Descriptions cannot be told apart from the symbol's text; every call makes a new symbol. */
interface Symbol {
  readonly description: string | undefined;
  toString(): string;
}
interface SymbolConstructor {
  (description?: string): symbol;
  readonly iterator: unique symbol;
  readonly asyncIterator: unique symbol;
  readonly hasInstance: unique symbol;
  readonly toStringTag: unique symbol;
  readonly dispose: unique symbol;
  readonly asyncDispose: unique symbol;
}
declare const Symbol: SymbolConstructor;
interface Function {
  readonly name: string;
  apply(this: Function, self: any, args?: any): any;
  call(this: Function, self: any, ...args: any[]): any;
  bind(this: Function, self: any, ...args: any[]): any;
}
interface CallableFunction extends Function {
  apply<T, R>(this: (this: T) => R, self: T): R;
  apply<T, A extends unknown[], R>(this: (this: T, ...args: A) => R, self: T, args: A): R;
  call<T, A extends unknown[], R>(this: (this: T, ...args: A) => R, self: T, ...args: A): R;
  bind<T>(this: T, self: ThisParameterType<T>): OmitThisParameter<T>;
  bind<T, A extends unknown[], B extends unknown[], R>(
    this: (this: T, ...args: [...A, ...B]) => R,
    self: T,
    ...args: A
  ): (...args: B) => R;
}
interface NewableFunction extends Function {}

interface IArguments {
  readonly length: number;
}
/** Regular expressions do not exist on the boards' Lua; the compiler refuses them with advice. */
interface RegExp {}
interface TemplateStringsArray extends ReadonlyArray<string> {
  readonly raw: readonly string[];
}
interface ImportMeta {}
interface Disposable {
  [Symbol.dispose](): void;
}
interface AsyncDisposable {
  [Symbol.asyncDispose](): PromiseLike<void>;
}
