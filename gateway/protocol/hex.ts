const DIGITS = /^(?:[0-9a-fA-F]{2})*$/;

/** Two lower-case digits a byte. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The bytes; undefined when `text` is no even number of hexadecimal digits. */
export function fromHex(text: string): Uint8Array | undefined {
  if (!DIGITS.test(text)) return undefined;
  return Uint8Array.from({ length: text.length / 2 }, (_, i) =>
    Number.parseInt(text.slice(2 * i, 2 * i + 2), 16),
  );
}
