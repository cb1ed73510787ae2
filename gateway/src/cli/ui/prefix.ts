import { inNodeColour, type Style, style as stdoutStyle } from "./style.ts";
import { textWidth } from "./text-width.ts";

/** A piece of a worker's output: no line, part of one, or several. */
export interface OutputPiece {
  /** Tells apart the workers whose lines must not mix, for example "b3/2". */
  readonly key: string;
  readonly node: string;
  readonly stream: "out" | "err";
  readonly text: string;
}

export interface Prefixer {
  write(piece: OutputPiece): void;
  /** Prints what is left of lines that were not ended. */
  flush(): void;
}

interface Rest {
  readonly piece: OutputPiece;
  readonly text: string;
}

/** A line longer than this is cut: what never ends must not fill the memory. */
const LINE_CHARACTERS = 65_536;

/**
 * Makes whole lines of output, each with its node's name before it: `b3 │ text`. Lines of two workers,
 * or of a worker's two streams, never mix.
 */
export function createPrefixer(
  print: (line: string) => void,
  style: Style = stdoutStyle,
): Prefixer {
  const rests = new Map<string, Rest>();
  let nameWidth = 0;

  function printLine({ node, stream }: OutputPiece, text: string): void {
    nameWidth = Math.max(nameWidth, textWidth(node));
    const name = inNodeColour(style, node, node) + " ".repeat(nameWidth - textWidth(node));
    const bar = stream === "err" ? style.red("│") : style.dim("│");
    print(`${name} ${bar} ${text.replace(/\r$/, "")}`.trimEnd());
  }

  function write(piece: OutputPiece): void {
    const id = `${piece.stream} ${piece.key}`;
    const lines = ((rests.get(id)?.text ?? "") + piece.text).split("\n");
    let rest = lines.pop() ?? "";
    for (const line of lines) printLine(piece, line);
    for (; rest.length > LINE_CHARACTERS; rest = rest.slice(LINE_CHARACTERS))
      printLine(piece, rest.slice(0, LINE_CHARACTERS));
    rests.delete(id); // And put last: flush goes by the order in which they were written.
    if (rest !== "") rests.set(id, { piece, text: rest });
  }

  function flush(): void {
    for (const { piece, text } of rests.values()) printLine(piece, text);
    rests.clear();
  }

  return { write, flush };
}
