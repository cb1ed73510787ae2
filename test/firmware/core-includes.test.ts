import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../support/cli.ts";

const CORE = join(ROOT, "firmware/src/core");

/** ISO C11's headers without those of hosted input and output that a board has no use for. */
const C_LIBRARY =
  /^<(?:assert|ctype|errno|float|inttypes|limits|math|setjmp|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|stdnoreturn|string)\.h>$/;
const LUA = /^["<](?:lua|lauxlib|lualib|luaconf|lcontrol)\.h[">]$/;
const MBEDTLS = /^["<]mbedtls\/\w+\.h[">]$/;

const files = readdirSync(CORE, { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.[ch]$/.test(name),
);

function includesOf(file: string): string[] {
  const text = readFileSync(join(CORE, file), "utf8");
  return [...text.matchAll(/^\s*#\s*include\s*(.*?)\s*(?:\/[*/].*)?$/gm)].map(
    (match) => match[1] as string,
  );
}

function isOfCore(file: string, include: string): boolean {
  const name = /^"(.+)"$/.exec(include)?.[1];
  if (name === undefined) return false;
  const path = normalize(join(dirname(join(CORE, file)), name));
  return (
    path.startsWith(`${CORE}/`) && (statSync(path, { throwIfNoEntry: false })?.isFile() ?? false)
  );
}

it.each(files)("%s includes nothing but the C library, Lua, mbedTLS and the core", (file) => {
  const foreign = includesOf(file).filter(
    (include) =>
      !C_LIBRARY.test(include) &&
      !LUA.test(include) &&
      !MBEDTLS.test(include) &&
      !isOfCore(file, include),
  );
  expect(foreign).toEqual([]);
});
