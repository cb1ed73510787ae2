import { describe, expect, it } from "vitest";
import { decodesTo, luaJson, luaText, SAME } from "../../support/lua-json.ts";
import { linesOf } from "./run-lua.ts";

describe("encode", () => {
  for (const { name, lua, json } of luaJson.encode.accept)
    it(name, () => expect(linesOf(`print(__vnetos.encode(${lua}))`)).toEqual([json]));

  for (const { name, lua, message } of luaJson.encode.refuse)
    it(`refuses ${name}`, () => {
      const [line = ""] = linesOf(`print(__vnetos.encode(${lua}))`);
      if (message !== undefined) expect(line).toBe(`nil\tbad-request\t${message}`);
      else expect(line).toMatch(/^nil\tbad-request\tvalue/);
    });
});

describe("decode", () => {
  for (const { name, json, lua } of luaJson.decode.accept)
    it(name, () => {
      expect(linesOf(`${SAME} print(${decodesTo(json, lua)})`)).toEqual(["true"]);
    });

  for (const { name, json } of luaJson.decode.refuse)
    it(`refuses ${name}`, () => {
      const [line = ""] = linesOf(`print(__vnetos.decode(${luaText(json)}))`);
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
