/** An object that has every method: each hands its name and arguments to `call`. */
export function stub<T extends object>(
  call: (method: string, args: readonly unknown[]) => unknown,
): T {
  const methods = {};
  return setmetatable(methods, {
    __index: (_methods, method) => methodOf(call, method),
  }) as T;
}

function methodOf(call: (method: string, args: readonly unknown[]) => unknown, method: string) {
  return (...args: unknown[]) => call(method, args);
}
