import { NAME_PATTERN, type NetworkDocument, VnetosError } from "#protocol";

type Check = (value: unknown, path: string) => void;

const refuse = (path: string, value: unknown, wanted: string): never => {
  const shown = JSON.stringify(value)?.slice(0, 60) ?? "nothing";
  throw new VnetosError(
    "bad-request",
    `network document: ${path} is ${shown}, but must be ${wanted}`,
  );
};

const when =
  (test: (value: unknown) => boolean, wanted: string): Check =>
  (value, path) =>
    test(value) ? undefined : refuse(path, value, wanted);

const text = when((v) => typeof v === "string", "text");
const name = when((v) => typeof v === "string" && NAME_PATTERN.test(v), "a name");
const whole = (low: number, high: number) =>
  when(
    (v) => Number.isInteger(v) && (v as number) >= low && (v as number) <= high,
    `a whole number from ${low} to ${high}`,
  );
const number = (low: number, high: number) =>
  when((v) => typeof v === "number" && v >= low && v <= high, `a number from ${low} to ${high}`);
const oneOf = (...values: unknown[]) =>
  when((v) => values.includes(v), values.map((v) => JSON.stringify(v)).join(" or "));
const flag = oneOf(true, false);
const optional =
  (check: Check): Check =>
  (value, path) =>
    value === undefined ? undefined : check(value, path);

const list =
  (check: Check, length?: number): Check =>
  (value, path) => {
    if (!Array.isArray(value) || (length !== undefined && value.length !== length))
      return refuse(path, value, length === undefined ? "a list" : `a list of ${length}`);
    for (const [i, item] of value.entries()) check(item, `${path}[${i}]`);
  };

const record =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value, path) => {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      return refuse(path, value, "an object");
    const at = path === "the document" ? "" : `${path}.`;
    for (const [key, check] of Object.entries(fields))
      check((value as Record<string, unknown>)[key], `${at}${key}`);
    for (const key of Object.keys(value))
      if (!(key in fields))
        refuse(`${at}${key}`, (value as Record<string, unknown>)[key], "absent");
  };

const files: Check = (value, path) => {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return refuse(path, value, "an object of texts");
  for (const [key, item] of Object.entries(value)) text(item, `${path}[${JSON.stringify(key)}]`);
};

const port = record({ node: name, port: name });

const checkDocument = record({
  format: oneOf("vnetos-network"),
  version: oneOf(1),
  nodes: list(
    record({
      name,
      origin: oneOf("virtual", "attached"),
      board: optional(whole(0, 7)),
      url: optional(text),
    }),
  ),
  topology: record({ name: text, edges: optional(list(list(name, 2))) }),
  connections: list(record({ id: name, a: port, b: port })),
  faults: list(
    record({
      node: name,
      link: oneOf(0, 1),
      cut: optional(flag),
      ber: optional(number(0, 0.1)),
      loss: optional(number(0, 0.5)),
      delayMs: optional(number(0, 10_000)),
    }),
  ),
  lineSpeed: whole(0, 1e9),
  runs: list(
    record({
      name,
      app: record({ entry: text, files }),
      nodes: list(name),
      args: list(text),
      input: text,
      memoryBytes: optional(whole(65_536, 1e9)),
      cpuMs: optional(whole(1, 1e9)),
    }),
  ),
});

/**
 * A network document from parsed JSON: its form, and that every name in it stands for something in it.
 * @throws VnetosError `bad-request` that names the place
 */
export function parseNetworkDocument(value: unknown): NetworkDocument {
  checkDocument(value, "the document");
  const document = value as NetworkDocument;
  const names = new Set<string>();
  const boards = new Set<number>();
  for (const [i, node] of document.nodes.entries()) {
    if (names.has(node.name)) refuse(`nodes[${i}].name`, node.name, "a name not used before");
    names.add(node.name);
    if (node.origin === "attached" && node.url === undefined)
      refuse(`nodes[${i}].url`, node.url, "the address of an attached node");
    if (node.origin === "virtual" && node.board === undefined)
      refuse(`nodes[${i}].board`, node.board, "the board's number at the switch");
    if (node.board !== undefined && boards.has(node.board))
      refuse(`nodes[${i}].board`, node.board, "a board not used before");
    if (node.board !== undefined) boards.add(node.board);
  }
  checkConnections(document);
  for (const [i, { nodes }] of document.runs.entries())
    if (nodes.length === 0) refuse(`runs[${i}].nodes`, nodes, "one node or more");
  for (const [path, node] of nodeReferences(document))
    if (!names.has(node)) refuse(path, node, "the name of one of the document's nodes");
  return document;
}

function checkConnections({ connections }: NetworkDocument): void {
  const ids = new Set<string>();
  for (const [i, { id, a, b }] of connections.entries()) {
    if (ids.has(id)) refuse(`connections[${i}].id`, id, "a name not used before");
    ids.add(id);
    if (a.node === b.node && a.port === b.port)
      refuse(`connections[${i}].b.port`, b.port, "another port than the other end's");
  }
}

function* nodeReferences(document: NetworkDocument): Generator<[string, string]> {
  for (const [i, { a, b }] of document.connections.entries()) {
    yield [`connections[${i}].a.node`, a.node];
    yield [`connections[${i}].b.node`, b.node];
  }
  for (const [i, [a, b]] of (document.topology.edges ?? []).entries()) {
    yield [`topology.edges[${i}][0]`, a];
    yield [`topology.edges[${i}][1]`, b];
  }
  for (const [i, { node }] of document.faults.entries()) yield [`faults[${i}].node`, node];
  for (const [i, { nodes }] of document.runs.entries())
    for (const [j, node] of nodes.entries()) yield [`runs[${i}].nodes[${j}]`, node];
}
