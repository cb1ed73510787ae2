import { describe, expect, it } from "vitest";
import { decodesTo, JSON_PROGRAMS, luaJson, luaText, SAME } from "../../support/lua-json.ts";
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
});

it.each(JSON_PROGRAMS)("$name", ({ lua, lines }) => expect(linesOf(lua)).toEqual(lines));
