/** Text, and for each of its lines the line of the source that it comes from. */
export interface WrittenLua {
  readonly text: string;
  readonly lines: readonly number[];
}

const SEAM = "§";
/** Words and numbers; `--` begins a comment; `..` behind a number or before one; `[[` begins a text. */
const RUN_TOGETHER = /(?:\w|[^,]»)§[\w«]|\d\.§[\w«]|-§-|\d§\.\.|\.§\.|\[§\[/;

/** Puts tokens of Lua behind each other, a space only between those that would run together. */
export class LuaWriter {
  #text = "";
  #lines: number[];

  constructor(line: number) {
    this.#lines = [line];
  }

  put(token: string): void {
    const seam = this.#text.slice(-2) + SEAM + token.slice(0, 2);
    this.#text += RUN_TOGETHER.test(seam) ? ` ${token}` : token;
  }

  /** A text may go over several lines: all of them stand where it starts. */
  literal(raw: string): void {
    this.put(raw);
    const { line } = this;
    for (const _ of raw.matchAll(/\n/g)) this.#lines.push(line);
  }

  get line(): number {
    return this.#lines.at(-1) ?? 0;
  }

  newLine(line = this.line): void {
    if (this.#text === "") return;
    this.#text += "\n";
    this.#lines.push(line);
  }

  /** What `write` puts stands aside, to be appended later. */
  aside(write: () => void): WrittenLua {
    const [text, lines] = [this.#text, this.#lines];
    this.#text = "";
    this.#lines = [this.line];
    write();
    const aside = this.written;
    [this.#text, this.#lines] = [text, lines];
    return aside;
  }

  append({ text, lines }: WrittenLua): void {
    this.put(text);
    this.#lines.push(...lines.slice(1));
  }

  get written(): WrittenLua {
    return { text: this.#text, lines: this.#lines };
  }
}
