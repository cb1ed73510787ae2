/** What a test may answer. Numbers and texts are left out: compare them, as in `x % 2 !== 0`. */
type Truth = boolean | object | null | undefined;

interface ArrayLike<T> {
  readonly length: number;
  readonly [n: number]: T;
}
interface ConcatArray<T> {
  readonly length: number;
  readonly [n: number]: T;
  join(separator?: string): string;
  slice(start?: number, end?: number): T[];
}

interface ReadonlyArray<T> {
  readonly length: number;
  readonly [n: number]: T;
  [Symbol.iterator](): ArrayIterator<T>;
  at(index: number): T | undefined;
  concat(...items: (T | ConcatArray<T>)[]): T[];
  entries(): ArrayIterator<[number, T]>;
  every<S extends T>(
    test: (value: T, index: number, array: readonly T[]) => value is S,
  ): this is readonly S[];
  every(test: (value: T, index: number, array: readonly T[]) => Truth): boolean;
  filter<S extends T>(test: (value: T, index: number, array: readonly T[]) => value is S): S[];
  filter(test: (value: T, index: number, array: readonly T[]) => Truth): T[];
  find<S extends T>(
    test: (value: T, index: number, array: readonly T[]) => value is S,
  ): S | undefined;
  find(test: (value: T, index: number, array: readonly T[]) => Truth): T | undefined;
  findIndex(test: (value: T, index: number, array: readonly T[]) => Truth): number;
  findLast<S extends T>(
    test: (value: T, index: number, array: readonly T[]) => value is S,
  ): S | undefined;
  findLast(test: (value: T, index: number, array: readonly T[]) => Truth): T | undefined;
  findLastIndex(test: (value: T, index: number, array: readonly T[]) => Truth): number;
  flat<A, D extends number = 1>(this: A, depth?: D): FlatArray<A, D>[];
  flatMap<U>(make: (value: T, index: number, array: T[]) => U | readonly U[]): U[];
  forEach(action: (value: T, index: number, array: readonly T[]) => void): void;
  includes(item: T, from?: number): boolean;
  indexOf(item: T, from?: number): number;
  join(separator?: string): string;
  keys(): ArrayIterator<number>;
  lastIndexOf(item: T, from?: number): number;
  map<U>(make: (value: T, index: number, array: readonly T[]) => U): U[];
  reduce(step: (total: T, value: T, index: number, array: readonly T[]) => T): T;
  reduce<U>(step: (total: U, value: T, index: number, array: readonly T[]) => U, initial: U): U;
  reduceRight(step: (total: T, value: T, index: number, array: readonly T[]) => T): T;
  reduceRight<U>(
    step: (total: U, value: T, index: number, array: readonly T[]) => U,
    initial: U,
  ): U;
  slice(start?: number, end?: number): T[];
  some(test: (value: T, index: number, array: readonly T[]) => Truth): boolean;
  toReversed(): T[];
  toSorted(compare?: (a: T, b: T) => number): T[];
  toSpliced(start: number, count: number, ...items: T[]): T[];
  values(): ArrayIterator<T>;
  with(index: number, value: T): T[];
}

interface Array<T> {
  length: number;
  [n: number]: T;
  [Symbol.iterator](): ArrayIterator<T>;
  at(index: number): T | undefined;
  concat(...items: (T | ConcatArray<T>)[]): T[];
  copyWithin(target: number, start: number, end?: number): this;
  entries(): ArrayIterator<[number, T]>;
  every<S extends T>(test: (value: T, index: number, array: T[]) => value is S): this is S[];
  every(test: (value: T, index: number, array: T[]) => Truth): boolean;
  fill(value: T, start?: number, end?: number): this;
  filter<S extends T>(test: (value: T, index: number, array: T[]) => value is S): S[];
  filter(test: (value: T, index: number, array: T[]) => Truth): T[];
  find<S extends T>(test: (value: T, index: number, array: T[]) => value is S): S | undefined;
  find(test: (value: T, index: number, array: T[]) => Truth): T | undefined;
  findIndex(test: (value: T, index: number, array: T[]) => Truth): number;
  findLast<S extends T>(
    test: (value: T, index: number, array: readonly T[]) => value is S,
  ): S | undefined;
  findLast(test: (value: T, index: number, array: readonly T[]) => Truth): T | undefined;
  findLastIndex(test: (value: T, index: number, array: readonly T[]) => Truth): number;
  flat<A, D extends number = 1>(this: A, depth?: D): FlatArray<A, D>[];
  flatMap<U>(make: (value: T, index: number, array: T[]) => U | readonly U[]): U[];
  forEach(action: (value: T, index: number, array: T[]) => void): void;
  includes(item: T, from?: number): boolean;
  indexOf(item: T, from?: number): number;
  join(separator?: string): string;
  keys(): ArrayIterator<number>;
  lastIndexOf(item: T, from?: number): number;
  map<U>(make: (value: T, index: number, array: T[]) => U): U[];
  pop(): T | undefined;
  push(...items: T[]): number;
  reduce(step: (total: T, value: T, index: number, array: T[]) => T): T;
  reduce<U>(step: (total: U, value: T, index: number, array: T[]) => U, initial: U): U;
  reduceRight(step: (total: T, value: T, index: number, array: T[]) => T): T;
  reduceRight<U>(step: (total: U, value: T, index: number, array: T[]) => U, initial: U): U;
  reverse(): T[];
  shift(): T | undefined;
  slice(start?: number, end?: number): T[];
  some(test: (value: T, index: number, array: T[]) => Truth): boolean;
  sort(compare?: (a: T, b: T) => number): this;
  splice(start: number, count?: number, ...items: T[]): T[];
  toReversed(): T[];
  toSorted(compare?: (a: T, b: T) => number): T[];
  toSpliced(start: number, count: number, ...items: T[]): T[];
  unshift(...items: T[]): number;
  values(): ArrayIterator<T>;
  with(index: number, value: T): T[];
}

interface ArrayConstructor {
  /** With `fill` behind it; alone it would be an array of holes. */
  new <T = any>(length: number): T[];
  <T = any>(length: number): T[];
  from<T>(items: ArrayLike<T> | Iterable<T>): T[];
  from<T, U>(items: ArrayLike<T> | Iterable<T>, make: (value: T, index: number) => U): U[];
  isArray(value: any): value is any[];
  of<T>(...items: T[]): T[];
}
declare const Array: ArrayConstructor;

type FlatArray<A, D extends number> = {
  done: A;
  recur: A extends ReadonlyArray<infer I>
    ? FlatArray<I, [-1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10][D]>
    : A;
}[D extends -1 ? "done" : "recur"];
