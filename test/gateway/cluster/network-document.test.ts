import { describe, expect, it } from "vitest";
import { parseNetworkDocument } from "../../../gateway/src/cluster/network-document.ts";

const good = () => ({
  format: "vnetos-network",
  version: 1,
  nodes: [
    { name: "b0", origin: "virtual", board: 0 },
    { name: "b1", origin: "virtual", board: 1 },
    { name: "far", origin: "attached", url: "http://10.0.0.7" },
  ],
  topology: { name: "custom", edges: [["b0", "b1"]] },
  connections: [{ id: "c", a: { node: "b0", port: "x" }, b: { node: "b1", port: "y" } }],
  faults: [{ node: "b1", link: 0, ber: 1e-5 }],
  lineSpeed: 0,
  runs: [
    {
      name: "r",
      app: { entry: "m.ts", files: { "m.ts": "" } },
      nodes: ["b0"],
      args: [],
      input: "",
    },
  ],
});

type Path = (string | number)[];

/** The document with one place changed; undefined takes the place out. */
function changed(path: Path, value: unknown): unknown {
  const document = good() as Record<string, unknown>;
  let at = document as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string | number, unknown>;
  const last = path.at(-1) as string | number;
  if (value === undefined) delete at[last];
  else at[last] = value;
  return document;
}

describe("network document", () => {
  it("is taken as it is", () => {
    expect(parseNetworkDocument(good())).toEqual(good());
  });

  it.each<[Path, unknown, RegExp]>([
    [["format"], "lab", /format is "lab"/],
    [["version"], 2, /version is 2/],
    [["nodes"], {}, /nodes is {}.*a list/],
    [["nodes", 1, "name"], "b0", /nodes\[1\]\.name is "b0".*not used before/],
    [["nodes", 1, "name"], "a b", /nodes\[1\]\.name/],
    [["nodes", 1, "board"], 0, /nodes\[1\]\.board is 0.*not used before/],
    [["nodes", 1, "board"], 8, /nodes\[1\]\.board is 8/],
    [["nodes", 1, "board"], 1.5, /nodes\[1\]\.board is 1.5/],
    [["nodes", 0, "board"], undefined, /nodes\[0\]\.board/],
    [["nodes", 2, "url"], undefined, /nodes\[2\]\.url/],
    [["nodes", 0, "colour"], "red", /nodes\[0\]\.colour/],
    [["topology"], undefined, /topology is nothing/],
    [["topology", "edges", 0], ["b0"], /topology\.edges\[0\]/],
    [["topology", "edges", 0, 1], "zz", /topology\.edges\[0\]\[1\] is "zz"/],
    [["connections", 0, "b"], { node: "b0", port: "x" }, /connections\[0\]\.b\.port/],
    [["connections", 1], good().connections[0], /connections\[1\]\.id/],
    [["connections", 0, "a", "node"], "zz", /connections\[0\]\.a\.node is "zz"/],
    [["faults", 0, "ber"], 2, /faults\[0\]\.ber is 2/],
    [["faults", 0, "link"], 2, /faults\[0\]\.link is 2/],
    [["lineSpeed"], 0.5, /lineSpeed is 0.5/],
    [["runs", 0, "nodes"], [], /runs\[0\]\.nodes/],
    [["runs", 0, "nodes", 0], "zz", /runs\[0\]\.nodes\[0\] is "zz"/],
    [["runs", 0, "app", "files"], { "m.ts": 1 }, /runs\[0\]\.app\.files\["m\.ts"\]/],
  ])("is refused with %j set to %j, by place", (path, value, message) => {
    expect(() => parseNetworkDocument(changed(path, value))).toThrow(message);
  });

  it.each([null, [], "text", 7])("is no %j", (value) => {
    expect(() => parseNetworkDocument(value)).toThrow(/the document is/);
  });
});
