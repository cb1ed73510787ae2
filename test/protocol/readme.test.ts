import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as protocol from "#protocol";
import { NO_ACTIVITY } from "#protocol";

const root = new URL("../../", import.meta.url);
const readme = readFileSync(new URL("gateway/protocol/README.md", root), "utf8");

/** The README's tables: the cells of each row, without padding and code marks; the first row is the head. */
const tables = readme
  .split("\n\n")
  .filter((block) => block.startsWith("| "))
  .map((block) => block.trim().split("\n").map(cellsOf));

function cellsOf(line: string): string[] {
  const cells = line.split("|").slice(1, -1);
  return cells.map((cell) => cell.trim().replace(/^`([^`]*)`$/, "$1"));
}

/** The rows of all tables whose head has these columns. */
function rowsUnder(...columns: string[]): string[][] {
  const found = tables.filter(([head]) => head?.join("|") === columns.join("|"));
  return found.flatMap((table) => table.slice(2));
}

describe("the protocols' README", () => {
  it("has every error code with its status and meaning, and no other", () => {
    const wanted = Object.entries(protocol.ERROR_CODES).map(([code, { status, meaning }]) => [
      code,
      `${status}`,
      meaning,
    ]);
    expect(rowsUnder("code", "status", "meaning")).toEqual(wanted);
  });

  it("has every route as it is in the table, and no other", () => {
    const rows = rowsUnder("request", "path", "needs a session", "body", "answer", "name");
    const routes = protocol.NMP_ROUTES.map((r) => [
      r.method,
      r.path,
      r.session ? "yes" : "no",
      r.body,
      r.name,
    ]);
    expect(rows.map((row) => row.toSpliced(4, 1))).toEqual(routes);
  });

  it("has the true values of the constants that it names", () => {
    const rows = rowsUnder("name", "value", "meaning");
    expect(rows.length).toBeGreaterThan(30);
    for (const [name = "", value] of rows) {
      const found = name
        .split(".")
        .reduce<unknown>((of, key) => (of as Record<string, unknown>)[key], protocol);
      expect(`${name} = ${found}`).toBe(`${name} = ${value}`);
    }
  });

  it("has the true numbers of the frame types", () => {
    const rows = rowsUnder("type", "number", "channel, tag, seq", "payload (all numbers LE)");
    expect(Object.fromEntries(rows.map(([type, number]) => [type, Number(number)]))).toEqual(
      protocol.FRAME_TYPES,
    );
  });

  it("shows bodies that are taken as they stand", () => {
    const parsers = {
      trace: (value: unknown) => value as protocol.TraceAnswer,
      session: protocol.parseSessionRequest,
      worker: protocol.parseWorkerRequest,
      connection: protocol.parseConnectionRequest,
      input: protocol.parseInputRequest,
      network: protocol.parseNetworkRequest,
    };
    const examples = [...readme.matchAll(/```json (\w+)\n(.*?)```/gs)];
    expect(examples.map(([, kind]) => kind)).toEqual(Object.keys(parsers));
    for (const [, kind, text = ""] of examples) {
      const value: unknown = JSON.parse(text);
      expect(parsers[kind as keyof typeof parsers](value)).toEqual(value);
    }
  });

  it("names a rule for every field of every request, and no field that is none", () => {
    const fields = rowsUnder("field", "must be", "missing").map(([field]) => field);
    const known = [
      "nmp",
      "client",
      "resume",
      "program",
      "shell",
      "name",
      "args",
      "world",
      "memoryBytes",
      "cpuMs",
    ];
    const more = [
      "lifetime",
      "ports",
      "connections",
      "traceRecords",
      "start",
      "port",
      "remote",
      "channel",
      "text",
      "end",
      "address",
      "peers",
    ];
    expect(fields).toEqual([...known, ...more]);
  });

  it("has every figure of a worker's activity", () => {
    const fields = rowsUnder("activity", "counts").map(([field]) => field);
    expect(fields).toEqual(Object.keys(NO_ACTIVITY));
  });

  it("has the true numbers of a trace's records, and shows a trace as there are", () => {
    const rows = rowsUnder("record", "kind", "from start to end", "a", "b", "c");
    expect(Object.fromEntries(rows.map(([name, kind]) => [name, Number(kind)]))).toEqual(
      protocol.TRACE_KINDS,
    );
    const shown = /```json trace\n(.*?)```/s.exec(readme)?.[1] ?? "";
    const trace = JSON.parse(shown) as protocol.TraceAnswer;
    expect(trace.records).toHaveLength(trace.recorded);
    expect(trace.names).toHaveLength(trace.nameCount);
    const fields = rowsUnder("field", "holds").map(([field]) => field);
    expect(fields).toEqual(Object.keys(trace));
  });

  it("names files that exist", () => {
    const rows = rowsUnder("part of this text", "files", "vectors").flat().join(" ");
    const names = [...rows.matchAll(/([\w./*-]+\.(?:ts|json))/g)].map(([, name = ""]) => name);
    expect(names.length).toBeGreaterThan(20);
    for (const name of names.filter((candidate) => !candidate.includes("*"))) {
      const folder = name.endsWith(".json") ? "test/vectors/" : "gateway/protocol/";
      expect(existsSync(new URL(folder + name, root)), name).toBe(true);
    }
  });

  it("shows code that does what it says", () => {
    const frame = { type: "keepalive", to: 2, from: 1, hops: 32, channel: 7, tag: 4660 } as const;
    expect(readme).toContain(
      'encodeFrame({ type: "keepalive", to: 2, from: 1, hops: 32, channel: 7, tag: 4660 }, 4)',
    );
    expect(protocol.decodeFrame(protocol.encodeFrame(frame, 4).subarray(0, -1))).toEqual({
      label: 4,
      frame,
    });
  });
});
