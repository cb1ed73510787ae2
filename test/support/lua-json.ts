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
