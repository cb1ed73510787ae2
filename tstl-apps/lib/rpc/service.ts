import { checkName } from "../check-name.ts";

/** The calls of a service: functions whose arguments and results JSON can carry. */
export type Calls<S> = { readonly [M in keyof S]: (...args: never[]) => unknown };

/** A named set of calls that ranks serve and make. Made by `service`. */
export interface Service<S> {
  readonly name: string;
  /** Only for the compiler: ties the name to its calls. */
  readonly calls?: S;
}

/**
 * A service, by its name on the wire and the type of its calls: whoever serves it and whoever calls it agree on the
 * types, or the program does not compile.
 *
 * @param name 1 to 63 letters, digits, `.`, `_`, `-`; the same on all ranks.
 * @throws VnetosError `bad-request` for a wrong name.
 *
 * ```ts
 * interface Calculator {
 *   add(a: number, b: number): number;
 * }
 * const calculator = service<Calculator>("calculator");
 * ```
 */
export function service<S extends Calls<S>>(name: string): Service<S> {
  checkName("service(name)", name);
  return { name };
}
