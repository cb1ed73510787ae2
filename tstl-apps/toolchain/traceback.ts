import { type Position, Positions } from "./positions.ts";

/** `program:12:` and `[string "program"]:12:` at the start of what a VM says, or anywhere in it. */
const PLACE = /(?:\[string "program"\]|\bprogram):(\d+):(?: in |\s?)?/g;
/** A frame: where it stands, and what Lua calls it. */
const FRAME = /^\s*(?:\[string "program"\]|program):(\d+): in (.*)$/;
const MARKER = "stack traceback:";

/**
 * A message or traceback of a VM in terms of the app: `program:LINE:` becomes `file.ts:LINE:COLUMN:`, frames become
 * lines `    at name (file.ts:3:5)`. Frames of the compiler's own runtime and of the VM are left out, those of the
 * library too when a frame of the app remains.
 */
export function mapTraceback(text: string, sourceMap: string): string {
  const positions = new Positions(sourceMap);
  const [head = "", ...rest] = text.split(MARKER);
  const message = mapPlaces(head, positions).trimEnd();
  if (rest.length === 0) return message;
  const frames = framesOf(rest.join(MARKER), positions);
  return [message, ...frames].filter((line) => line !== "").join("\n");
}

interface Frame {
  readonly place: Position;
  readonly name: string | undefined;
}

function framesOf(text: string, positions: Positions): readonly string[] {
  const frames: Frame[] = [];
  const others: string[] = [];
  for (const line of text.split("\n")) {
    const [, number, what] = FRAME.exec(line) ?? [];
    const place = number && positions.at(Number(number));
    if (place) frames.push({ place, name: nameOf(what ?? "") });
    else if (isForeign(line)) others.push(line);
  }
  const own = frames.filter(({ place }) => !place.file.startsWith("vnetos/"));
  return [...(own.length > 0 ? own : frames).map(shown), ...others];
}

function shown({ place, name }: Frame): string {
  const at = `${place.file}:${place.line}:${place.column}`;
  return name === undefined ? `    at ${at}` : `    at ${name} (${at})`;
}

/** Lua: function 'f', local 'f', upvalue 'f', method 'f', field 'f', function <program:12>, main chunk. */
function nameOf(what: string): string | undefined {
  const [, quoted] = /'([^']+)'/.exec(what) ?? [];
  const name = quoted?.replace(/^.*[.:]/, "").replace(/^____/, "");
  return name === "" || name === "constructor" ? undefined : name;
}

/** A line that is already in terms of the app, as when a traceback is mapped twice. */
function isForeign(line: string): boolean {
  return /^\s+at /.test(line);
}

function mapPlaces(text: string, positions: Positions): string {
  return text.replace(PLACE, (whole, line) => {
    const place = positions.at(Number(line));
    return place ? `${place.file}:${place.line}:${place.column}: ` : whole;
  });
}
