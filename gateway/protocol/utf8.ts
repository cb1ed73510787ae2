// Every host has these two; the compiler's library for plain ECMAScript does not name them.
declare const TextEncoder: new () => { encode(text: string): Uint8Array };
declare const TextDecoder: new (
  label: string,
  options: { fatal: boolean; ignoreBOM: boolean },
) => { decode(bytes: Uint8Array): string };

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export function utf8Encode(text: string): Uint8Array {
  return encoder.encode(text);
}

/** The text; undefined when the bytes are not UTF-8 (too long a form, a surrogate, a cut character count as not). */
export function utf8Decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    // The decoder throws for one reason only: these bytes are not UTF-8. That is the answer.
    return undefined;
  }
}
