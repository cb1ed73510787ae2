import pc from "picocolors";

/** What colours and terminals depend on: a stream, and the environment. */
export interface Output {
  readonly isTTY?: boolean;
}

export type Style = ReturnType<typeof pc.createColors>;
type Environment = Readonly<Record<string, string | undefined>>;

/** Whether to write colours: FORCE_COLOR decides, then NO_COLOR, then whether it is a terminal. */
export function hasColour(stream: Output, env: Environment = process.env): boolean {
  const { FORCE_COLOR: force, NO_COLOR: none, TERM: term } = env;
  if (force !== undefined) return force !== "0" && force !== "false";
  if (none !== undefined && none !== "") return false;
  return stream.isTTY === true && term !== "dumb";
}

/** Functions like `bold` and `red` that leave text as it is where there are no colours. */
export function styleFor(stream: Output, env?: Environment): Style {
  return pc.createColors(hasColour(stream, env));
}

/** For standard output. */
export const style: Style = styleFor(process.stdout);

const NODE_COLOURS = [
  "cyan",
  "yellow",
  "green",
  "magenta",
  "blue",
  "redBright",
  "greenBright",
  "cyanBright",
  "yellowBright",
  "magentaBright",
] as const satisfies readonly (keyof Style)[];

/** Text in the colour of a node: the same at every run; neighbours in number differ. */
export function inNodeColour(style: Style, node: string, text: string): string {
  const number = /\d+$/.exec(node)?.[0];
  const index = number === undefined ? sumOf(node) : Number(number);
  const colour = NODE_COLOURS[index % NODE_COLOURS.length] ?? "cyan";
  return style[colour](text);
}

function sumOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0);
}
