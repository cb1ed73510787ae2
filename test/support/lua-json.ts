import { readVectors } from "./vectors.ts";

/** test/vectors/lua-json.json, whose description tells what the fields mean. */
export interface LuaJsonVectors {
  readonly encode: {
    readonly accept: readonly { name: string; lua: string; json: string; sorted?: string }[];
    readonly refuse: readonly { name: string; lua: string; message?: string }[];
  };
  readonly decode: {
    readonly accept: readonly { name: string; json: string; lua: string }[];
    readonly refuse: readonly { name: string; json: string }[];
  };
}

export const luaJson = readVectors<LuaJsonVectors>("lua-json");

/** Lua's own look at two values; numbers must be of the same kind. */
export const SAME = `
  local function same(a, b)
    if type(a) ~= type(b) or math.type(a) ~= math.type(b) then return false end
    if type(a) ~= "table" then return a == b end
    for k, v in pairs(a) do if not same(v, b[k]) then return false end end
    for k in pairs(b) do if a[k] == nil then return false end end
    return true
  end`;

/** As a Lua literal. */
export function luaText(text: string | Uint8Array): string {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return `"${[...bytes].map((b) => `\\${String(b).padStart(3, "0")}`).join("")}"`;
}

/** An expression that is true when the text decodes to the vector's value. */
export function decodesTo(json: string, lua: string): string {
  return `same(__vnetos.decode(${luaText(json)}), ${lua.replace(/^(\d+)$/, "$1.0")})`;
}

/** What `adopt`, `__keys` and their errors do: a program, and what it prints. */
export const JSON_PROGRAMS: readonly { name: string; lua: string; lines: string[] }[] = [
  {
    name: "what was encoded decodes to the same",
    lua: `${SAME}
      local value = {a = {1.0, 2.5, "x"}, b = {c = true, d = {}}, e = "\\n\\0\\"é", f = -1e-7}
      print(same(__vnetos.decode(__vnetos.encode(value)), value))`,
    lines: ["true"],
  },
  {
    name: "decoded objects become what adopt gives, with their keys as they stand in the text",
    lua: `
      local seen = {}
      local function adopt(object, keys)
        seen[#seen + 1] = table.concat(keys, ",")
        return setmetatable({inside = object}, {__keys = {"inside"}})
      end
      local value = __vnetos.decode('{"a": [{}], "b": {"z": 1, "y": null, "z": 2}}', adopt)
      print(table.concat(seen, " "), value.inside.b.inside.z)
      print(__vnetos.encode(value))`,
    lines: [" z,y,z a,b\t2.0", '{"inside":{"a":[{"inside":[]}],"b":{"inside":{"z":2}}}}'],
  },
  {
    name: "an error in adopt or __keys is the program's",
    lua: `
      print(pcall(__vnetos.decode, "{}", function() error("no", 0) end))
      print(pcall(__vnetos.encode, setmetatable({}, {__keys = function() error("nor", 0) end})))`,
    lines: ["false\tno", "false\tnor"],
  },
  {
    name: "bytes that are no UTF-8 are refused",
    lua: "print(__vnetos.decode('\"\\255\"'))",
    lines: ["nil\tbad-json\tbyte 2 of the text is not UTF-8"],
  },
];
