import type { Diagnostic } from "./diagnostic.ts";
import { sourceLineAt } from "./source-line.ts";

/** A fault before it has a place: what every factory below makes. */
export interface Fault {
  readonly code: string;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly advice?: string;
}

export function error(code: string, message: string, advice?: string): Fault {
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

// Limits of the VM.
export const luaLimit = (text: string) =>
  error("VN1201", `the boards' Lua refuses this: ${text}`, adviceForLimit(text));

function adviceForLimit(text: string): string | undefined {
  if (text.includes("local variables"))
    return "a function (or a file, outside its functions) holds at most 200 variables: move some into functions of their own, or into an array or object";
  if (text.includes("upvalues"))
    return "a function may use at most 60 variables of the functions and the file around it: gather them in an object";
  if (text.includes("registers") || text.includes("too complex") || text.includes("C levels"))
    return "split the expression: put parts of it into variables of their own";
  if (text.includes("constants") || text.includes("too long"))
    return "move large data out of the program: read it as input";
  return undefined;
}

// The language.
export const regularExpression = (text: string) =>
  error(
    "VN1101",
    `regular expressions do not exist on the boards: ${text}`,
    "use includes, indexOf, startsWith, split(text), replaceAll(text, by), or compare the characters in a loop",
  );
export const bigint = (text: string) =>
  error(
    "VN1102",
    `bigint does not exist on the boards: ${text}`,
    "numbers are exact up to 2 ** 53",
  );
export const varDeclaration = () =>
  error("VN1103", "var is not supported", "write let, or const if it never changes");
export const privateClash = (name: string, base: string) =>
  error(
    "VN1108",
    `${name} is a private name of the base class ${base}, too: on the boards both would be one field`,
    "give one of them another name",
  );
export const constructorReturn = () =>
  error(
    "VN1117",
    "a constructor cannot return another object",
    "write a static method that makes the object",
  );
export const extendsBuiltin = (name: string) =>
  error(
    "VN1118",
    `a class cannot extend ${name}: it is no class on the boards`,
    `keep a ${name} in a field`,
  );
export const functionName = () =>
  error(
    "VN1120",
    "functions carry no name on the boards, and nothing here tells which one this is",
    'keep the name beside the function: { name: "sum", run: (x: number) => … }',
  );
export const prototypeKey = () =>
  error(
    "VN1121",
    "__proto__ does not exist on the boards: objects have no prototype of their own",
    "write a class that extends another, or spread: { ...base, x: 1 }",
  );
export const usingDeclaration = () =>
  error(
    "VN1122",
    "using is not supported",
    "write try { … } finally { … } and close it in the finally block",
  );
export const topLevelAwait = () =>
  error(
    "VN1123",
    "await works inside an async function only",
    "write async function main() { … } and call it: main();",
  );
export const importMeta = () =>
  error(
    "VN1124",
    "import.meta does not exist on the boards",
    'what a program may ask of its board is in the library: import { rank, size } from "vnetos"',
  );
export const fieldDecorator = (decorator: string) =>
  error(
    "VN1140",
    `what a decorator of a field gives is not called on the boards: ${decorator}`,
    "let it give nothing, change the value in the constructor, or decorate a method",
  );
export const newTarget = () =>
  error(
    "VN1119",
    "new.target means something in a constructor only",
    "write a class with a constructor",
  );
export const argumentsObject = () =>
  error("VN1109", "arguments is not supported", "write a rest parameter: (...values: number[])");
export const unsupportedValue = (text: string) =>
  error(
    "VN1110",
    `${text} is not a value here, it can only be called`,
    `write an arrow function around it: (x) => ${text}(x)`,
  );
export const debuggerStatement = () =>
  error("VN1111", "debugger is not supported", "print what you want to see with console.log");
export const withStatement = () =>
  error("VN1137", "with is not supported", "write the object before each member: object.x");
export const ambientDeclaration = () =>
  error(
    "VN1138",
    "declare promises a value that no board has",
    'write the value itself, or import it: import { part } from "./part.ts"; interface and type need no declare',
  );
export const thisOutside = () =>
  error(
    "VN1139",
    "this means something in a class, a method or a function only",
    "name the variable, or write a class",
  );
export const importExpression = () =>
  error(
    "VN1112",
    "import(…) inside the program is not supported",
    'import at the top of the file: import { part } from "./part.ts"',
  );
export const sparseArray = () =>
  error(
    "VN1113",
    "an array with holes is not supported",
    "write a value in every place, for example 0 or false",
  );
export const forInArray = () =>
  error(
    "VN1115",
    "for … in over an array is not supported",
    "write for (const item of list), or count: for (let i = 0; i < list.length; i++)",
  );

export const calledTooEarly = (called: string, name: string) =>
  error(
    "VN1125",
    `${called} reads ${name}, which is declared behind this call`,
    `move the declaration of ${name} up, or this call behind it`,
  );
export const maybeTooEarly = (name: string) =>
  error(
    "VN1141",
    `this may run before the declaration of ${name}, and nothing tells it on the boards`,
    `move the declaration of ${name} up, or the calls that run this behind it`,
  );
export const generatorDefault = (parameter: string) =>
  error(
    "VN1126",
    `the default of a generator's parameter runs late on the boards: ${parameter}`,
    "make it optional, and give it its value in an ordinary function that calls the generator",
  );
export const superInStatic = () =>
  error(
    "VN1127",
    "super in a static field or block is not supported",
    "name the class that is extended: Base.field",
  );
export const comparedObjects = (text: string) =>
  error(
    "VN1128",
    `objects cannot be compared on the boards: ${text}`,
    "compare a number or text of theirs: a.getTime() < b.getTime(), a.name < b.name",
  );
export const addedValueOf = (text: string) =>
  error(
    "VN1129",
    `+ does not ask the valueOf of an object on the boards: ${text}`,
    `say which is meant: ${text}.valueOf() or ${text}.toString()`,
  );
export const inList = (key: string, list: string) =>
  error(
    "VN1130",
    `in does not look into arrays on the boards: ${key} in ${list}`,
    `compare with the length: index < ${list}.length; or ask for a value: ${list}.includes(value)`,
  );
export const numberInObject = (key: string, object: string) =>
  error(
    "VN1131",
    `the keys of an object are texts on the boards: ${key} in ${object}`,
    `write String(${key}) in ${object}, or use a Map`,
  );

export const builtinIterator = (text: string) =>
  error(
    "VN1132",
    `lists and texts have no iterator of their own on the boards: ${text}[Symbol.iterator]`,
    `go through it with for … of, or take ${text}.values()`,
  );
export const changedMeanwhile = (name: string) =>
  error(
    "VN1133",
    `${name} is changed on the right side of its own assignment`,
    "write two lines: first the change, then the assignment",
  );
export const reservedName = (name: string) =>
  error(
    "VN1134",
    `${name} is a name that the boards' Lua or the compiler uses`,
    "give it a name that does not begin with ____ or __TS__ and is not _ENV",
  );
export const metamethodName = (name: string) =>
  error(
    "VN1135",
    `a class cannot have a member ${name}: Lua takes it for its own`,
    `leave the two underscores out: ${name.slice(2)}`,
  );
export const enumNamespace = (name: string) =>
  error(
    "VN1136",
    `an enum and a namespace cannot share a name: ${name}`,
    "write functions beside the enum",
  );

/** A fault that TypeScriptToLua has found. */
export const untranslatable = (message: string) => error("VN1900", message);

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
