import { error } from "./faults.ts";

// What values are on boards: null, undefined, any, texts, arrays.

export const nullValue = () =>
  error(
    "VN1301",
    "null and undefined are one value on the boards: null is not supported",
    "write undefined; x == null and x != null are fine",
  );
export const nothingInArray = () =>
  error(
    "VN1302",
    "an array cannot hold undefined: its length ends there",
    "leave such elements out: list.flatMap((x) => (good(x) ? [f(x)] : [])), or write another value such as -1 or an object",
  );
export const deletedElement = () =>
  error(
    "VN1303",
    "delete would leave a hole in the array",
    "write list.splice(index, 1), or give the element another value",
  );
export const emptyArray = () =>
  error(
    "VN1304",
    "new Array(length) alone is an array of holes",
    "write new Array(length).fill(0), or Array.from({ length }, (_, i) => i)",
  );
export const textIndex = (text: string) =>
  error(
    "VN1305",
    `the index of an array is a number, this is a text: ${text}`,
    "write list[Number(index)]",
  );
export const anyMember = (text: string) =>
  error(
    "VN1306",
    `the type of this is any: an array, a text and an object are different things on the boards: ${text}`,
    "annotate where the value comes from: const list: number[] = JSON.parse(text)",
  );
export const looseEquality = (operator: string) =>
  error(
    "VN1307",
    `${operator} converts its operands in JavaScript, on the boards it does not`,
    `write ${operator}=; to compare with a number, convert first: Number(x) === 1`,
  );
export const openSum = () =>
  error(
    "VN1308",
    "the types do not tell whether += adds numbers or joins texts",
    "annotate the operands, or write total = total + Number(x)",
  );
export const nothingTold = (method: string) =>
  error(
    "VN1309",
    `${method} gives an array of nothing: on the boards its length is 0`,
    "write a for … of loop, or forEach",
  );
export const printedFunction = () =>
  error("VN1310", "functions have no names on the boards", "print what the function gives");
export const functionText = (text: string) =>
  error(
    "VN1317",
    `a function or class has no source text on the boards: ${text}`,
    'keep a name beside it: { name: "sum", run: (x: number) => … }; a class has its name: A.name',
  );
export const absent = (name: string, advice: string) =>
  error("VN1311", `${name} does not exist on the boards`, advice);
export const formatDirective = (directive: string) =>
  error(
    "VN1312",
    `${directive} in console.log is not supported`,
    "write the value as an argument, or JSON.stringify(value)",
  );
export const openClass = () =>
  error(
    "VN1314",
    "the fields of an object of a class do not get their keys at run time on the boards",
    "keep them in a field: readonly values: Record<string, number> = {}",
  );
export const symbolKey = () =>
  error(
    "VN1315",
    "a symbol as the key of an object is not seen when the object is printed or copied",
    "write a text as the key, or keep the value in a Map",
  );
export const behindEnd = (text: string) =>
  error(
    "VN1316",
    `this writes outside of the array, which has no holes: ${text}`,
    "grow an array by push(value), make it with new Array(length).fill(0), or use a Map<number, …>",
  );
export const halfCharacter = () =>
  error(
    "VN1313",
    "a board cannot hold half of a character",
    "write both halves of the pair in one text, or String.fromCodePoint(code)",
  );
