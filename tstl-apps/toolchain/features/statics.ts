import { type AmbientCall, callRuntime } from "./ambient-call.ts";

type Parts = Readonly<Record<string, string>>;

const STRING: Parts = { fromCharCode: "StringFromCodes", fromCodePoint: "StringFromCodes" };
const NUMBER: Parts = { isSafeInteger: "NumberIsSafeInteger" };
const OBJECT: Parts = { hasOwn: "HasOwn", is: "SameValue" };

/** Functions of `String`, `Number` and `Object` that are parts of the runtime. */
const callOf =
  (parts: Parts): AmbientCall =>
  (name, params, node, context) => {
    const part = parts[name];
    return part === undefined ? undefined : callRuntime(part, params, node, context);
  };

export const stringCall = callOf(STRING);
export const numberCall = callOf(NUMBER);
export const objectCall = callOf(OBJECT);
