type WeakKey = object;

interface ReadonlyMap<K, V> {
  readonly size: number;
  [Symbol.iterator](): MapIterator<[K, V]>;
  entries(): MapIterator<[K, V]>;
  forEach(action: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void;
  get(key: K): V | undefined;
  has(key: K): boolean;
  keys(): MapIterator<K>;
  values(): MapIterator<V>;
}
interface Map<K, V> {
  readonly size: number;
  [Symbol.iterator](): MapIterator<[K, V]>;
  clear(): void;
  delete(key: K): boolean;
  entries(): MapIterator<[K, V]>;
  forEach(action: (value: V, key: K, map: Map<K, V>) => void): void;
  get(key: K): V | undefined;
  has(key: K): boolean;
  keys(): MapIterator<K>;
  set(key: K, value: V): this;
  values(): MapIterator<V>;
}
interface MapConstructor {
  new (): Map<any, any>;
  new <K, V>(entries?: Iterable<readonly [K, V]> | null): Map<K, V>;
  groupBy<K, T>(items: readonly T[], key: (item: T, index: number) => K): Map<K, T[]>;
}
declare const Map: MapConstructor;

interface ReadonlySet<T> {
  readonly size: number;
  [Symbol.iterator](): SetIterator<T>;
  forEach(action: (value: T, again: T, set: ReadonlySet<T>) => void): void;
  has(value: T): boolean;
  keys(): SetIterator<T>;
  values(): SetIterator<T>;
}
interface Set<T> {
  readonly size: number;
  [Symbol.iterator](): SetIterator<T>;
  add(value: T): this;
  clear(): void;
  delete(value: T): boolean;
  forEach(action: (value: T, again: T, set: Set<T>) => void): void;
  has(value: T): boolean;
  keys(): SetIterator<T>;
  values(): SetIterator<T>;
}
interface SetConstructor {
  new <T = any>(values?: Iterable<T> | null): Set<T>;
}
declare const Set: SetConstructor;

interface WeakMap<K extends WeakKey, V> {
  delete(key: K): boolean;
  get(key: K): V | undefined;
  has(key: K): boolean;
  set(key: K, value: V): this;
}
interface WeakMapConstructor {
  new <K extends WeakKey = WeakKey, V = any>(
    entries?: readonly (readonly [K, V])[] | null,
  ): WeakMap<K, V>;
}
declare const WeakMap: WeakMapConstructor;

interface WeakSet<T extends WeakKey> {
  add(value: T): this;
  delete(value: T): boolean;
  has(value: T): boolean;
}
interface WeakSetConstructor {
  new <T extends WeakKey = WeakKey>(values?: readonly T[] | null): WeakSet<T>;
}
declare const WeakSet: WeakSetConstructor;
