import { VnetosError } from "./errors.ts";
import type { NmpMethod } from "./nmp.ts";
import { decimal, name, type Rule, sha256 } from "./value-rules.ts";

/** none: no body is looked at. json: a JSON text. raw: bytes as they are. */
export type BodyForm = "none" | "json" | "raw";

export interface NmpRoute {
  readonly name: string;
  readonly method: NmpMethod;
  /** `{…}` stands for one segment; its form is that of `SEGMENT_RULES`. */
  readonly path: string;
  /** True: the request needs a session. */
  readonly session: boolean;
  readonly body: BodyForm;
}

/** Every request of NMP. A new one is a row here, a row in the README, and a case in the vectors. */
export const NMP_ROUTES = [
  route("info", "GET", "/nmp/info", "open", "none"),
  route("sealed", "POST", "/nmp/sealed", "open", "raw"),
  route("openSession", "POST", "/nmp/session", "open", "json"),
  route("closeSession", "DELETE", "/nmp/session", "session", "none"),
  route("getProgram", "GET", "/nmp/programs/{sha256}", "session", "none"),
  route("putProgram", "PUT", "/nmp/programs/{sha256}", "session", "raw"),
  route("listWorkers", "GET", "/nmp/workers", "session", "none"),
  route("createWorker", "POST", "/nmp/workers", "session", "json"),
  route("getWorker", "GET", "/nmp/workers/{worker}", "session", "none"),
  route("killWorker", "DELETE", "/nmp/workers/{worker}", "session", "none"),
  route("startWorker", "POST", "/nmp/workers/{worker}/start", "session", "none"),
  route("inputToWorker", "POST", "/nmp/workers/{worker}/input", "session", "json"),
  route("workerTrace", "GET", "/nmp/workers/{worker}/trace", "session", "none"),
  route("createPort", "PUT", "/nmp/ports/{port}", "session", "none"),
  route("removePort", "DELETE", "/nmp/ports/{port}", "session", "none"),
  route("createConnection", "PUT", "/nmp/connections/{connection}", "session", "json"),
  route("removeConnection", "DELETE", "/nmp/connections/{connection}", "session", "none"),
  route("configureNetwork", "PUT", "/nmp/network", "session", "json"),
  route("events", "GET", "/nmp/events", "session", "none"),
  route("stats", "GET", "/nmp/stats", "session", "none"),
  route("clock", "GET", "/nmp/clock", "session", "none"),
] as const;

export type NmpRouteName = (typeof NMP_ROUTES)[number]["name"];

const SEGMENT_RULES = {
  sha256,
  port: name,
  connection: name,
  worker: decimal(1, 2_147_483_647),
} satisfies Record<string, Rule<string | number>>;

export interface RouteMatch {
  readonly route: NmpRoute & { readonly name: NmpRouteName };
  /** The one variable segment, checked; "" where the path has none. */
  readonly segment: string;
}

/**
 * The request that is meant. Paths are compared byte for byte: no percent-encoding, no slash at the end.
 * @throws VnetosError `not-found`, `method-not-allowed` (the path is another request's), `bad-request` (the variable
 * segment is not of its form)
 */
export function matchRoute(method: string, path: string): RouteMatch {
  const given = path.split("/");
  const there = PATTERNS.filter((pattern) => fits(pattern, given));
  if (there.length === 0) throw new VnetosError("not-found", `${path} is no path of NMP`);
  const found = there.find((pattern) => pattern.route.method === method);
  if (found === undefined) {
    const allowed = there.map((pattern) => pattern.route.method).join(", ");
    throw new VnetosError("method-not-allowed", `${path} takes ${allowed}, not ${method}`);
  }
  const segment = given[found.variableAt] ?? "";
  found.rule?.(segment, found.variable);
  return { route: found.route, segment };
}

interface Pattern {
  readonly route: RouteMatch["route"];
  readonly segments: readonly string[];
  /** -1: none. */
  readonly variableAt: number;
  readonly variable: string;
  readonly rule: Rule<unknown> | undefined;
}

const PATTERNS: readonly Pattern[] = NMP_ROUTES.map((entry) => {
  const segments = entry.path.split("/");
  const variableAt = segments.findIndex((segment) => segment.startsWith("{"));
  const variable = segments[variableAt]?.slice(1, -1) ?? "";
  const rule = SEGMENT_RULES[variable as keyof typeof SEGMENT_RULES];
  return { route: entry, segments, variableAt, variable, rule };
});

function fits({ segments, variableAt }: Pattern, given: readonly string[]): boolean {
  return (
    segments.length === given.length &&
    segments.every((segment, i) => i === variableAt || segment === given[i])
  );
}

function route<const N extends string>(
  name: N,
  method: NmpMethod,
  path: string,
  needs: "open" | "session",
  body: BodyForm,
): NmpRoute & { readonly name: N } {
  return { name, method, path, session: needs === "session", body };
}
