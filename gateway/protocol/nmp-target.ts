import { VnetosError } from "./errors.ts";
import type { NmpMethod } from "./nmp.ts";

export const NMP_METHODS = ["GET", "POST", "PUT", "DELETE"] as const satisfies readonly NmpMethod[];

/** Longest path with its query, bytes. */
export const TARGET_MAX_BYTES = 512;

const TARGET = /^\/[!-~]*$/;

/**
 * Path and query of a request target. There is no percent-encoding in NMP: no path and no value needs it.
 * Of a name that stands twice the last one counts; a name without `=` has an empty value.
 * @throws VnetosError `bad-request`: too long, not printable ASCII, or not beginning with a slash
 */
export function parseTarget(target: string): {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
} {
  if (target.length > TARGET_MAX_BYTES || !TARGET.test(target)) {
    const shown = JSON.stringify(target.slice(0, 80));
    throw new VnetosError(
      "bad-request",
      `path ${shown}: not of 1..${TARGET_MAX_BYTES} bytes of ASCII after a slash`,
    );
  }
  const mark = target.indexOf("?");
  if (mark < 0) return { path: target, query: {} };
  return { path: target.slice(0, mark), query: parseQuery(target.slice(mark + 1)) };
}

function parseQuery(text: string): Record<string, string> {
  const pairs = text.split("&").filter((pair) => pair !== "");
  return Object.fromEntries(
    pairs.map((pair) => {
      const equals = pair.indexOf("=");
      return equals < 0 ? [pair, ""] : [pair.slice(0, equals), pair.slice(equals + 1)];
    }),
  );
}

/** The target that `parseTarget` takes apart. */
export function formatTarget(path: string, query: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return pairs.length === 0 ? path : `${path}?${pairs.join("&")}`;
}
