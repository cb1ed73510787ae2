import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  decodeJson,
  parseCableFaults,
  parseConnectionRequest,
  parseEventsQuery,
  parseInputRequest,
  parseNetworkRequest,
  parseProgramQuery,
  parseSessionRequest,
  parseTarget,
  parseTraceQuery,
  parseWorkerRequest,
  utf8Encode,
  VnetosError,
} from "#protocol";
import { refusalOf } from "../support/refusal.ts";
import { bytesOf, readVectors } from "../support/vectors.ts";

const PARSERS = {
  session: parseSessionRequest,
  worker: parseWorkerRequest,
  connection: parseConnectionRequest,
  input: parseInputRequest,
  network: parseNetworkRequest,
  faults: parseCableFaults,
};

type Body = { name: string; request: keyof typeof PARSERS; json?: string; bytes?: string };
type Query = {
  name: string;
  request: "events" | "program" | "trace";
  query: string;
  bodyBytes: number;
};

const vectors = readVectors<{
  accept: (Body & { value: unknown })[];
  refuse: (Body & { error: string; at?: string })[];
  queries: {
    accept: (Query & { value: unknown })[];
    refuse: (Query & { error: string; at: string })[];
  };
}>("nmp-requests");

function parse({ request, json, bytes }: Body): unknown {
  return PARSERS[request](
    decodeJson(bytes === undefined ? utf8Encode(json ?? "") : bytesOf(bytes)),
  );
}

function parseQuery({ request, query, bodyBytes }: Query): unknown {
  const parsed = parseTarget(`/?${query}`).query;
  if (request === "events") return parseEventsQuery(parsed);
  if (request === "trace") return parseTraceQuery(parsed);
  return parseProgramQuery(parsed, bodyBytes);
}

function expectRefusal(error: VnetosError, wanted: { error: string; at?: string }): void {
  expect(error.code).toBe(wanted.error);
  if (wanted.at !== undefined) expect(error.message.split(": must be")[0]).toBe(wanted.at);
}

describe("bodies of requests", () => {
  it.each(vectors.accept)("$request: $name", (given) => {
    expect(parse(given)).toStrictEqual(given.value);
  });

  it.each(vectors.refuse)("refuses $request: $name", (given) => {
    expectRefusal(
      refusalOf(() => parse(given)),
      given,
    );
  });

  it("are read in the same way whatever else stands beside the fields", () => {
    for (const { value, request } of vectors.accept) {
      const more = { ...(value as object), later: { deep: [1, null] } };
      expect(PARSERS[request](more)).toStrictEqual(value);
    }
  });

  it("name the offending value", () => {
    const error = refusalOf(() => parseConnectionRequest({ port: "no/rth" }));
    expect(error.message).toContain('"no/rth"');
  });

  it("do not fill the answer with a long offending value", () => {
    const error = refusalOf(() => parseInputRequest({ text: Array(500).fill("long") }));
    expect(error.message.length).toBeLessThan(200);
  });
});

describe("queries", () => {
  it.each(vectors.queries.accept)("$name", (given) => {
    expect(parseQuery(given)).toStrictEqual(given.value);
  });

  it.each(vectors.queries.refuse)("refuses $name", (given) => {
    expectRefusal(
      refusalOf(() => parseQuery(given)),
      given,
    );
  });
});

/** A VnetosError of the two codes that bodies are refused with, or a value: nothing else may come of any bytes. */
function isAnswered(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch (thrown) {
    return (
      thrown instanceof VnetosError &&
      ["bad-json", "bad-request", "unsupported-version"].includes(thrown.code)
    );
  }
}

describe("whatever comes in", () => {
  it("any JSON value is read or refused", () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5 }),
        fc.constantFrom(...Object.values(PARSERS)),
        (value, parser) => {
          expect(isAnswered(() => parser(value))).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("any bytes are read or refused", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(isAnswered(() => decodeJson(bytes))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("good bodies with bytes changed are read or refused", () => {
    const good = vectors.accept.map(({ request, json }) => ({
      request,
      bytes: utf8Encode(json ?? ""),
    }));
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(
        fc.constantFrom(...good),
        fc.array(change, { minLength: 1, maxLength: 5 }),
        ({ request, bytes }, changes) => {
          const mutated = bytes.slice();
          for (const [at, value] of changes) mutated[at % mutated.length] = value;
          expect(isAnswered(() => PARSERS[request](decodeJson(mutated)))).toBe(true);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it("good bodies with one field of another kind are read or refused, and the field is named", () => {
    const odd = fc.constantFrom<unknown>(null, true, -1, 1e300, "", "x".repeat(70_000), [], {}, [
      [],
    ]);
    fc.assert(
      fc.property(
        fc.constantFrom(...vectors.accept),
        fc.nat(),
        odd,
        ({ request, value }, at, wrong) => {
          const fields = Object.keys(value as object);
          const field = fields[at % Math.max(1, fields.length)] ?? "nothing";
          const attempt = () => PARSERS[request]({ ...(value as object), [field]: wrong });
          expect(isAnswered(attempt)).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("a text of a megabyte is looked through", () => {
    const long = `{"text":"${"a\\n".repeat(350_000)}"}`;
    expect(decodeJson(utf8Encode(long))).toHaveProperty("text");
  });
});
