/** Lua's strings are bytes; JavaScript's are not. Node.js and browsers both have these two classes. */
declare const TextDecoder: new (
  label?: string,
  options?: { fatal?: boolean; ignoreBOM?: boolean },
) => { decode(bytes: Uint8Array): string };
declare const TextEncoder: new () => { encode(text: string): Uint8Array };

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const encoder = new TextEncoder();

/** Bytes that are no UTF-8 become U+FFFD. */
export function textOf(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

const CHUNK = 4_096;

/** Codes of one character each; `codes` may be long. */
export function fromCodes(codes: Uint8Array): string {
  if (codes.length <= CHUNK) return String.fromCharCode.apply(null, codes as unknown as number[]);
  let text = "";
  for (let at = 0; at < codes.length; at += CHUNK)
    text += fromCodes(codes.subarray(at, at + CHUNK));
  return text;
}

const HEX = bytesOf("0123456789abcdef");
const shortKey = new Uint8Array(1 + 2 * 64);

/**
 * "|" and two hexadecimal digits for each byte: different for different bytes, in the order of the bytes, and for
 * Lua's reserved words the same as what Fengari's lexer makes of them.
 */
export function keyOf(bytes: Uint8Array): string {
  const size = 1 + 2 * bytes.length;
  const codes = size <= shortKey.length ? shortKey : new Uint8Array(size);
  codes[0] = 124;
  let at = 1;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    codes[at++] = HEX[byte >> 4] as number;
    codes[at++] = HEX[byte & 15] as number;
  }
  return fromCodes(size === codes.length ? codes : codes.subarray(0, size));
}
