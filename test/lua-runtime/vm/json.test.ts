import { describe, expect, it } from "vitest";
import { readVectors } from "../../support/vectors.ts";
import { linesOf } from "./run-lua.ts";

interface Vectors {
  readonly encode: {
    readonly accept: readonly { name: string; lua: string; json: string }[];
    readonly refuse: readonly { name: string; lua: string; message?: string }[];
  };
  readonly decode: {
    readonly accept: readonly { name: string; json: string; lua: string }[];
    readonly refuse: readonly { name: string; json: string }[];
  };
}

const vectors = readVectors<Vectors>("lua-json");

/** Lua's own look at two values; numbers must be of the same kind. */
const SAME = `
  local function same(a, b)
    if type(a) ~= type(b) or math.type(a) ~= math.type(b) then return false end
    if type(a) ~= "table" then return a == b end
    for k, v in pairs(a) do if not same(v, b[k]) then return false end end
    for k in pairs(b) do if a[k] == nil then return false end end
    return true
  end`;

/** As a Lua literal. */
function quoted(text: string): string {
  return `"${[...new TextEncoder().encode(text)].map((b) => `\\${String(b).padStart(3, "0")}`).join("")}"`;
}

describe("encode", () => {
  for (const { name, lua, json } of vectors.encode.accept)
    it(name, () => expect(linesOf(`print(__vnetos.encode(${lua}))`)).toEqual([json]));

  for (const { name, lua, message } of vectors.encode.refuse)
    it(`refuses ${name}`, () => {
      const [line = ""] = linesOf(`print(__vnetos.encode(${lua}))`);
      if (message !== undefined) expect(line).toBe(`nil\tbad-request\t${message}`);
      else expect(line).toMatch(/^nil\tbad-request\tvalue/);
    });
});

describe("decode", () => {
  for (const { name, json, lua } of vectors.decode.accept)
    it(name, () => {
      const floats = lua.replace(/^(\d+)$/, "$1.0");
      const program = `${SAME} print(same(__vnetos.decode(${quoted(json)}), ${floats}))`;
      expect(linesOf(program)).toEqual(["true"]);
    });

  for (const { name, json } of vectors.decode.refuse)
    it(`refuses ${name}`, () => {
      const [line = ""] = linesOf(`print(__vnetos.decode(${quoted(json)}))`);
      expect(line).toMatch(/^nil\tbad-json\t./);
    });

  it("refuses bytes that are no UTF-8", () => {
    expect(linesOf("print(__vnetos.decode('\"\\255\"'))")).toEqual([
      "nil\tbad-json\tbyte 2 of the text is not UTF-8",
    ]);
  });
});

it("what was encoded decodes to the same", () => {
  const program = `${SAME}
    local value = {a = {1.0, 2.5, "x"}, b = {c = true, d = {}}, e = "\\n\\0\\"é", f = -1e-7}
    print(same(__vnetos.decode(__vnetos.encode(value)), value))`;
  expect(linesOf(program)).toEqual(["true"]);
});

it("decoded objects become what adopt gives, with their keys as they stand in the text", () => {
  const program = `
    local seen = {}
    local function adopt(object, keys)
      seen[#seen + 1] = table.concat(keys, ",")
      return setmetatable({inside = object}, {__keys = {"inside"}})
    end
    local value = __vnetos.decode('{"b": {"z": 1, "y": null}, "a": [{}]}', adopt)
    print(table.concat(seen, " "), value.inside.b.inside.z)
    print(__vnetos.encode(value))`;
  expect(linesOf(program)).toEqual([
    "z,y  b,a\t1.0",
    '{"inside":{"b":{"inside":{"z":1}},"a":[{"inside":[]}]}}',
  ]);
});

it("an error in adopt or __keys is the program's", () => {
  const program = `
    print(pcall(__vnetos.decode, "{}", function() error("no", 0) end))
    print(pcall(__vnetos.encode, setmetatable({}, {__keys = function() error("nor", 0) end})))`;
  expect(linesOf(program)).toEqual(["false\tno", "false\tnor"]);
});
