interface Object {
  constructor: Function;
  hasOwnProperty(key: PropertyKey): boolean;
  toString(): string;
}
interface PropertyDescriptor {
  configurable?: boolean;
  enumerable?: boolean;
  value?: any;
  writable?: boolean;
  get?(): any;
  set?(value: any): void;
}
interface TypedPropertyDescriptor<T> {
  value?: T;
  get?: () => T;
  set?: (value: T) => void;
}
interface ObjectConstructor {
  assign<T extends {}, U>(target: T, source: U): T & U;
  assign<T extends {}, U, V>(target: T, source1: U, source2: V): T & U & V;
  entries<T>(value: { [key: string]: T } | ArrayLike<T>): [string, T][];
  fromEntries<T>(entries: Iterable<readonly [PropertyKey, T]>): { [key: string]: T };
  groupBy<K extends PropertyKey, T>(
    items: readonly T[],
    key: (item: T, index: number) => K,
  ): Partial<Record<K, T[]>>;
  keys(value: object): string[];
  hasOwn(value: object, key: PropertyKey): boolean;
  /** As `===`, but NaN is NaN, and 0 is not -0. */
  is(a: unknown, b: unknown): boolean;
  values<T>(value: { [key: string]: T } | ArrayLike<T>): T[];
}
declare const Object: ObjectConstructor;
