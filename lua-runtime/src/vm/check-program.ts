import { lauxlib, lua } from "./fengari.ts";
import { bytesOf, textOf } from "./text.ts";

/** Does the Lua text load? Nothing of it is run. The answer is the first fault. */
export function checkProgram(
  text: string | Uint8Array,
): { line: number; message: string } | undefined {
  const bytes = typeof text === "string" ? bytesOf(text) : text;
  const L = lua.lua_newstate();
  const status = lauxlib.luaL_loadbufferx(
    L,
    bytes,
    bytes.length,
    bytesOf("=program"),
    bytesOf("t"),
  );
  if (status === lua.LUA_OK) return undefined;
  const whole = textOf(lua.lua_tolstring(L, -1) ?? bytesOf("does not load"));
  const [, line, message] = /^program:(\d+): (.*)$/s.exec(whole) ?? [];
  return { line: Number(line ?? 1), message: message ?? whole };
}
