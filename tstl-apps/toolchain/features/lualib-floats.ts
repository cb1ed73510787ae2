type Patch = readonly (readonly [from: string, to: string])[];

/** The index that a callback gets. */
const INDEX: Patch = [["i - 1", "i - 1.0"]];

/** Places where TypeScriptToLua's library makes an integer that a program can see: there it becomes a float. */
export const FLOAT_PATCHES: Readonly<Record<string, Patch>> = {
  ArrayFind: INDEX,
  ArrayFindIndex: [...INDEX, ["return -1", "return -1.0"]],
  ArrayPushArray: [["return len", "return len + 0.0"]],
};
