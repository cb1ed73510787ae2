type Patch = readonly (readonly [from: string, to: string])[];

/** The index that a callback gets. */
const INDEX: Patch = [["i - 1", "i - 1.0"]];
const SIZE: Patch = [["self.size = 0", "self.size = 0.0"]];

/** Places where TypeScriptToLua's library makes an integer that a program can see: there it becomes a float. */
export const FLOAT_PATCHES: Readonly<Record<string, Patch>> = {
  ArrayEntries: [["local key = 0", "local key = 0.0"]],
  ArrayEvery: INDEX,
  ArrayFilter: INDEX,
  ArrayFind: INDEX,
  ArrayFindIndex: [...INDEX, ["return -1", "return -1.0"]],
  ArrayFlatMap: INDEX,
  ArrayForEach: INDEX,
  ArrayFrom: [["local i = 0", "local i = 0.0"]],
  ArrayIndexOf: [...INDEX, ["return -1", "return -1.0"]],
  ArrayMap: INDEX,
  ArrayPush: [["return len", "return len + 0.0"]],
  ArrayPushArray: [["return len", "return len + 0.0"]],
  ArrayReduce: INDEX,
  ArrayReduceRight: INDEX,
  ArraySome: INDEX,
  ArrayUnshift: [["return #self", "return #self + 0.0"]],
  Map: SIZE,
  Set: SIZE,
  StringCharCodeAt: [
    [
      "return string.byte(self, index + 1) or 0 / 0",
      "local code = string.byte(self, index + 1)\nreturn code and code + 0.0 or 0 / 0",
    ],
  ],
  StringReplace: [["startPos - 1, source", "startPos - 1.0, source"]],
};
