import type { Diagnostic } from "./diagnostic.ts";
import { sourceLineAt } from "./source-line.ts";

/** A fault before it has a place: what every factory below makes. */
export interface Fault {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly advice?: string;
}

function error(code: string, message: string, advice?: string): Fault {
  return { code, severity: "error", message, ...(advice === undefined ? {} : { advice }) };
}

// Modules.
export const missingEntry = (entry: string, names: readonly string[]) =>
  error(
    "VN1001",
    `the app has no file ${entry}`,
    names.length > 0 ? `its files are: ${names.join(", ")}` : undefined,
  );
export const emptyProgram = (file: string) =>
  error(
    "VN1002",
    `${file} holds no statement: there is nothing to run`,
    'begin with console.log("hello")',
  );
export const missingModule = (specifier: string) =>
  error(
    "VN1003",
    `there is no module ${specifier}`,
    "a file of the app is imported by its path, as in ./part.ts; the library is vnetos",
  );
export const outsideApp = (specifier: string) =>
  error(
    "VN1004",
    `${specifier} lies outside the app's folder`,
    "move the file into the app's folder: only what is in it travels to the boards",
  );
export const nodeBuiltin = (specifier: string) =>
  error(
    "VN1005",
    `${specifier} is a part of Node.js and does not exist on a board`,
    'boards talk through the library: import … from "vnetos"',
  );

/** The fault at a place in a source text; `start` counts UTF-16 units as TypeScript does. */
export function faultAt(
  fault: Fault,
  file: string,
  text: string,
  start: number,
  length: number,
): Diagnostic {
  const before = text.slice(0, start).split(/\r\n|\n|\r/);
  const line = before.length;
  const column = (before.at(-1)?.length ?? 0) + 1;
  return { ...fault, file, line, column, length, sourceLine: sourceLineAt(text, line) };
}

/** The fault of a whole file or app. */
export function faultOf(fault: Fault, file: string, text = ""): Diagnostic {
  return faultAt(fault, file, text, 0, 1);
}
