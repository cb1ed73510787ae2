import { type Position, Positions } from "./positions.ts";

/** `program:12:` and `[string "program"]:12:` at the start of what a VM says, or anywhere in it. */
const PLACE = /(?:\[string "program"\]|\bprogram):(\d+):(?: in |\s?)?/g;
/** A frame: where it stands, and what Lua calls it. */
const FRAME = /^\s*(?:\[string "program"\]|program):(\d+): in (.*)$/;
const MARKER = "stack traceback:";
/** What a VM calls a variable at the end of a message: `(local 'x')`, or `local 'x' (a nil value)`. */
const VARIABLE = / \((?:local|upvalue) '\w+'\)$|(?:local|upvalue) '\w+' \((.*)\)$/;

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
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  for (const [i, line] of lines.entries()) {
    const [, , what = ""] = FRAME.exec(line) ?? [];
    const place = placeOf(line, positions);
    // A function is called what its caller calls it: in the library these are short names.
    const caller = placeOf(lines[i + 1] ?? "", positions);
    if (place) frames.push({ place, name: caller && isOwn(caller) ? nameOf(what) : undefined });
    else if (isForeign(line)) others.push(line);
  }
  const own = frames.filter(({ place }) => isOwn(place));
  return [...(own.length > 0 ? own : frames).map(shown), ...others];
}

function placeOf(line: string, positions: Positions): Position | undefined {
  const [, number] = FRAME.exec(line) ?? [];
  return number === undefined ? undefined : positions.at(Number(number));
}

function isOwn({ file }: Position): boolean {
  return !file.startsWith("vnetos/");
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
  return text
    .split("\n")
    .map((line) => mapLine(line, positions))
    .join("\n");
}

/** Variables of the library have short names that tell nobody anything. */
function mapLine(text: string, positions: Positions): string {
  let own = true;
  const mapped = text.replace(PLACE, (whole, line) => {
    const place = positions.at(Number(line));
    own &&= place !== undefined && isOwn(place);
    return place ? `${place.file}:${place.line}:${place.column}: ` : whole;
  });
  return own ? mapped : mapped.replace(VARIABLE, "$1");
}
