import { describe, expect, it } from "vitest";
import { formatTarget, matchRoute, NMP_ROUTES, parseTarget } from "#protocol";
import { refusalOf } from "../support/refusal.ts";
import { readVectors } from "../support/vectors.ts";

const vectors = readVectors<{
  accept: { route: string; method: string; path: string; segment: string }[];
  refuse: { method: string; path: string; error: string }[];
  targets: {
    accept: { target: string; path: string; query: Record<string, string> }[];
    refuse: { name: string; target: string; error: string }[];
  };
}>("nmp-routes");

describe("routes", () => {
  it.each(vectors.accept)("$method $path", ({ route, method, path, segment }) => {
    const match = matchRoute(method, path);
    expect({ route: match.route.name, segment: match.segment }).toEqual({ route, segment });
  });

  it.each(vectors.refuse)("refuses $method $path", ({ method, path, error }) => {
    expect(refusalOf(() => matchRoute(method, path)).code).toBe(error);
  });

  it("all have a case in the vectors", () => {
    const seen = new Set(vectors.accept.map((given) => given.route));
    expect(NMP_ROUTES.map((route) => route.name).filter((name) => !seen.has(name))).toEqual([]);
  });

  it("say which methods a path takes", () => {
    expect(refusalOf(() => matchRoute("POST", "/nmp/workers/3")).message).toContain("GET, DELETE");
  });
});

describe("targets", () => {
  it.each(vectors.targets.accept)("$target", ({ target, path, query }) => {
    expect(parseTarget(target)).toEqual({ path, query });
    expect(parseTarget(formatTarget(path, query))).toEqual({ path, query });
  });

  it.each(vectors.targets.refuse)("refuses: $name", ({ target, error }) => {
    expect(refusalOf(() => parseTarget(target)).code).toBe(error);
  });
});
