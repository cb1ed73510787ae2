import { TRACE_NAME_BYTES, TRACE_NAMES, utf8Encode } from "#protocol";

/** Names by number, in a bounded space. Number 0 is the empty name; one that finds no room gets it too. */
export class NameTable {
  readonly names: string[] = [""];
  private readonly numbers = new Map<string, number>([["", 0]]);

  number(name: string): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    const cut = cutToBytes(name, TRACE_NAME_BYTES);
    const same = this.numbers.get(cut);
    if (same !== undefined) return same;
    if (this.names.length >= TRACE_NAMES) return 0;
    this.numbers.set(cut, this.names.length);
    return this.names.push(cut) - 1;
  }
}

/** The beginning of a text, of so many bytes in UTF-8 at most; no character is cut. */
function cutToBytes(text: string, bytes: number): string {
  let cut = text.slice(0, bytes);
  while (utf8Encode(cut).length > bytes) cut = [...cut].slice(0, -1).join("");
  return cut;
}
