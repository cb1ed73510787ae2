import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decodeJson, utf8Encode, type VnetosError } from "#protocol";
import { BUILD_MS, describeVariant, variantsOr } from "../support/firmware.ts";
import { Oracle } from "../support/oracle.ts";
import { bytesOf, hexOf, readVectors } from "../support/vectors.ts";

type Body = { name: string; request: string; json?: string; bytes?: string };
type Query = { name: string; request: string; query: string; bodyBytes: number };

const requests = readVectors<{
  accept: Body[];
  refuse: (Body & { error: string; at?: string })[];
  queries: {
    accept: (Query & { value: Record<string, number> })[];
    refuse: (Query & { error: string; at: string })[];
  };
}>("nmp-requests");
const routes = readVectors<{
  accept: { route: string; method: string; path: string; segment: string }[];
  refuse: { method: string; path: string; error: string }[];
}>("nmp-routes");

/** Of requests to the gateway, which no board takes. */
const OWN = ({ request }: Body) => request !== "faults";
const RUNS = 2_000;

const digits = (bytes: Uint8Array) => hexOf(bytes) || "-";
const bodyOf = ({ json, bytes }: Body) =>
  bytes === undefined ? digits(utf8Encode(json ?? "")) : bytes || "-";

function refusalIn(answer: string): { error: string; at: string | undefined } {
  const blank = answer.indexOf(" ");
  const message = JSON.parse(answer.slice(blank + 1)) as string;
  return { error: answer.slice(0, blank), at: message.split(": must be")[0] };
}

function verdict(bytes: Uint8Array): string {
  try {
    decodeJson(bytes);
    return "ok";
  } catch (thrown) {
    return (thrown as VnetosError).code;
  }
}

for (const variant of variantsOr(["sanitized", "m32"]))
  describeVariant(variant, "requests in C", () => {
    let oracle: Oracle;

    beforeAll(async () => {
      oracle = await Oracle.start(variant);
    }, BUILD_MS);
    afterAll(() => oracle.stop());

    describe("bodies", () => {
      it.each(requests.accept.filter(OWN))("$request: $name", async (body) => {
        expect(await oracle.ask("body", body.request, bodyOf(body))).toBe("ok");
      });

      it.each(requests.refuse.filter(OWN))("refuses $request: $name", async (body) => {
        const refusal = refusalIn(await oracle.ask("body", body.request, bodyOf(body)));
        expect(refusal.error).toBe(body.error);
        if (body.at !== undefined) expect(refusal.at).toBe(body.at);
      });
    });

    describe("queries", () => {
      const ask = ({ request, query, bodyBytes }: Query) =>
        oracle.ask("query", request, digits(utf8Encode(query)), bodyBytes ?? 0);

      it.each(requests.queries.accept)("$request: $name", async (query) => {
        expect(await ask(query)).toBe(Object.values(query.value).join(" "));
      });

      it.each(requests.queries.refuse)("refuses $request: $name", async (query) => {
        expect(refusalIn(await ask(query))).toEqual({ error: query.error, at: query.at });
      });
    });

    describe("routes", () => {
      const ask = ({ method, path }: { method: string; path: string }) =>
        oracle.ask("route", /^\S+$/.test(method) ? method : "OTHER", digits(utf8Encode(path)));

      it.each(routes.accept)("$method $path", async (given) => {
        const [name, segment] = (await ask(given)).split(" ");
        expect([name, JSON.parse(segment ?? "")]).toEqual([given.route, given.segment]);
      });

      // An empty target is none at all: that is refused before anybody looks for its path.
      const refused = routes.refuse.filter(({ path }) => path !== "");
      it.each(refused)("refuses $method $path", async (given) => {
        expect(refusalIn(await ask(given)).error).toBe(given.error);
      });
    });

    describe("JSON", () => {
      const damaged = fc
        .tuple(fc.json(), fc.nat(200), fc.constantFrom(...'[]{}",:\\u0 \n', "\\ud800", "\x01", "é"))
        .map(([text, at, piece]) => text.slice(0, at) + piece + text.slice(at));

      it("is what it is for TypeScript", async () => {
        await fc.assert(
          fc.asyncProperty(fc.oneof(fc.json(), damaged), async (text) => {
            const bytes = utf8Encode(text);
            expect(await oracle.ask("json", digits(bytes))).toBe(verdict(bytes));
          }),
          { numRuns: RUNS },
        );
      });

      it("is what it is for TypeScript, whatever the bytes", async () => {
        await fc.assert(
          fc.asyncProperty(fc.uint8Array({ maxLength: 24 }), async (bytes) => {
            expect(await oracle.ask("json", digits(bytes))).toBe(verdict(bytes));
          }),
          { numRuns: RUNS },
        );
      });

      it("may nest sixteen deep", async () => {
        const nested = (depth: number) => utf8Encode("[".repeat(depth) + "]".repeat(depth));
        expect(await oracle.ask("json", hexOf(nested(16)))).toBe("ok");
        expect(await oracle.ask("json", hexOf(nested(17)))).toBe("bad-json");
        expect(await oracle.ask("json", hexOf(bytesOf("ff")))).toBe("bad-json");
      });
    });
  });
