/** A shared name in a text: `«key»`. `«key¦argument»`: what stands there unless the function does without its first argument. */
export const SHARED = /«([^»¦]*)(?:¦([^»]*))?»/g;

export function sharedName(key: string): string {
  return `«${key}»`;
}

/** The first argument of the function `name`, a shared name, where it is idle: unused, or nil in a call. */
export function idleArgument(name: string, argument: string, isLast: boolean): string {
  return `${name.slice(0, -1)}¦${argument}${isLast ? "" : ","}»`;
}

/**
 * The functions that do without their first argument: they do not use it, and all that is done with them is to call
 * them with nil for it.
 */
export function idleFunctions(
  texts: readonly string[],
  kept: ReadonlySet<string>,
): ReadonlySet<string> {
  const names = new Map<string, number>();
  const idle = new Map<string, number>();
  const declared = new Set<string>();
  for (const text of texts) {
    for (const [, key = "", argument] of text.matchAll(SHARED)) {
      const counts = argument === undefined ? names : idle;
      counts.set(key, (counts.get(key) ?? 0) + 1);
      if (argument !== undefined && !argument.startsWith("nil")) declared.add(key);
    }
  }
  const does = (key: string) => !kept.has(key) && names.get(key) === idle.get(key);
  return new Set([...declared].filter(does));
}
