import { VnetosError } from "./errors.ts";
import { utf8Decode, utf8Encode } from "./utf8.ts";

/** How deep arrays and objects may nest. */
export const JSON_DEPTH_MAX = 16;

/**
 * The value of a JSON text in UTF-8. Of a name that stands twice in an object the last one counts.
 * @throws VnetosError `bad-json`: not UTF-8, not JSON, nests deeper than `JSON_DEPTH_MAX`, or an escaped half of a
 * surrogate pair (which UTF-8 cannot carry on)
 */
export function decodeJson(bytes: Uint8Array): unknown {
  const text = utf8Decode(bytes);
  if (text === undefined) throw new VnetosError("bad-json", "the body is not UTF-8");
  checkDepth(text);
  checkSurrogates(text);
  try {
    return JSON.parse(text);
  } catch (cause) {
    const start = text.slice(0, 40);
    throw new VnetosError("bad-json", `the body is not JSON: ${JSON.stringify(start)}`, { cause });
  }
}

export function encodeJson(value: unknown): Uint8Array {
  return utf8Encode(JSON.stringify(value));
}

/** Counts open brackets outside of strings. What is no JSON at all is left for the parser to refuse. */
function checkDepth(text: string): void {
  let depth = 0;
  for (const [token] of text.matchAll(/[[\]{}]|"(?:[^"\\]|\\.)*"?/gs)) {
    if (token === "[" || token === "{") depth++;
    else if (token === "]" || token === "}") depth--;
    if (depth > JSON_DEPTH_MAX) {
      throw new VnetosError("bad-json", `the body nests deeper than ${JSON_DEPTH_MAX}`);
    }
  }
}

const PAIR = /\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}/y;

function checkSurrogates(text: string): void {
  for (let at = text.indexOf("\\"); at >= 0; at = text.indexOf("\\", at)) {
    PAIR.lastIndex = at;
    if (PAIR.test(text)) at += 12;
    else if (/^\\u[dD][89a-fA-F]/.test(text.slice(at, at + 4))) {
      throw new VnetosError("bad-json", `${text.slice(at, at + 6)} is half a character`);
    } else at += 2;
  }
}
