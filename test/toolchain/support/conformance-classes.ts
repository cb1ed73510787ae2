import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export type Sources = Readonly<Record<string, string>>;

/** A program that prints the same everywhere. */
export interface Agreeing {
  readonly name: string;
  readonly files: Sources;
}

/** A program that is refused, and where. */
export interface Refused extends Agreeing {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A program that goes on in Node.js, and that a board stops in so many words. */
export interface Stopped extends Agreeing {
  /** How name and message of the error begin. */
  readonly error: string;
}

/** A class of difference between TypeScript and Lua: a file of `conformance/`. */
export interface ConformanceClass {
  /** The file's name without its ending. */
  readonly id: string;
  readonly title: string;
  /** What holds, for a reader of the table. */
  readonly text: string;
  readonly agree: readonly Agreeing[];
  readonly refused: readonly Refused[];
  readonly stopped: readonly Stopped[];
}

const FOLDER = fileURLToPath(new URL("../conformance/", import.meta.url));
const SECTION = /^## (.+)\n+```ts(?: (\w+))?\n([\s\S]*?)\n```$/gm;
const MARK = "@@";
const STOPS = /\/\/ stops: (.+)$/m;

/** All classes, by the names of their files. */
export function conformanceClasses(): readonly ConformanceClass[] {
  const names = readdirSync(FOLDER).filter((n) => n.endsWith(".md") && n !== "README.md");
  return names.sort().map((name) => classOf(name, readFileSync(FOLDER + name, "utf8")));
}

/** Throws when a part of the text is none of what the folder's README describes. */
export function classOf(name: string, text: string): ConformanceClass {
  const [, title, about] = /^# (.+)\n([\s\S]*?)(?=^## |$(?![\s\S]))/m.exec(text) ?? [];
  if (title === undefined) throw new Error(`${name} has no title`);
  const agree: Agreeing[] = [];
  const refused: Refused[] = [];
  const stopped: Stopped[] = [];
  for (const [, section = "", kind, code = ""] of text.matchAll(SECTION)) {
    if (kind === undefined) agree.push({ name: section, files: filesOf(code) });
    else if (kind === "values") agree.push(...code.split("\n").map(printed));
    else if (kind === "stops") stopped.push(stoppedOf(section, code));
    else refused.push(refusedOf(section, kind, code));
  }
  checkComplete(name, text, [...agree, ...refused, ...stopped]);
  return { id: name.slice(0, -3), title, text: (about ?? "").trim(), agree, refused, stopped };
}

/** Files in one text: `// file: NAME` begins each but `main.ts`. */
function filesOf(code: string): Sources {
  const [main = "", ...rest] = code.split(/^\/\/ file: (.+)\n/m);
  const files: Record<string, string> = { "main.ts": main };
  for (let i = 0; i + 1 < rest.length; i += 2) files[rest[i] as string] = rest[i + 1] as string;
  return files;
}

/** An expression is printed by itself and inside a template literal. */
function printed(expression: string): Agreeing {
  const source = `const value = ${expression};\nconsole.log(value);\nconsole.log(\`<\${value}>\`);`;
  return { name: expression, files: { "main.ts": source } };
}

function refusedOf(name: string, code: string, text: string): Refused {
  const marked = Object.entries(filesOf(text)).find(([, source]) => source.includes(MARK));
  if (!marked) throw new Error(`no ${MARK} tells where this is refused: ${name}`);
  const [file, source] = marked;
  const before = source.slice(0, source.indexOf(MARK)).split("\n");
  const files = filesOf(text.replace(MARK, ""));
  const column = (before.at(-1) as string).length + 1;
  return { name, files, code, file, line: before.length, column };
}

function stoppedOf(name: string, text: string): Stopped {
  const error = STOPS.exec(text)?.[1];
  if (error === undefined) throw new Error(`no "// stops: …" tells what stops this: ${name}`);
  return { name, files: filesOf(text), error };
}

function checkComplete(name: string, text: string, programs: readonly Agreeing[]): void {
  const sections = [...text.matchAll(/^## .+$/gm)].length;
  if (sections !== [...text.matchAll(SECTION)].length)
    throw new Error(`${name}: a section is not a heading and one block of code`);
  const names = programs.map((program) => program.name);
  const twice = names.find((other, i) => names.indexOf(other) !== i);
  if (twice !== undefined) throw new Error(`${name} has two programs named ${twice}`);
}
