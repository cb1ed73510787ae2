/** A part of the runtime: a Lua text that a program takes along only when it is used. */
export interface RuntimeFeature {
  /** Local names that the text declares and that programs may use. */
  readonly exports: readonly string[];
  /** Features that must stand before it. */
  readonly dependencies?: readonly string[];
  /** Features that must stand before it in a program that can see the keys of objects. */
  readonly whenShaped?: readonly string[];
}

/**
 * Our parts, each a file of runtime/. A name that TypeScriptToLua's own library has too takes its place there.
 * Adding a part is a file and a row.
 */
export const RUNTIME_FEATURES: Readonly<Record<string, RuntimeFeature>> = {
  // Text.
  Spaces: part(["Spaces"]),
  Template: part(["Templates", "Template"]),
  NumberText: part(["NumberText"]),
  WholeText: part(["Sprintf", "WholeForm"]),
  String: { ...part(["String"], ["NumberText"]), whenShaped: ["Shapes"] },
  Push: part(["Push"], ["Element"]),
  ArrayJoin: part(["ArrayJoin"], ["String"]),
  Inspect: part(["Inspect"], ["String", "Iterator", "Keys"]),
  Format: part(["Format"], ["Inspect"]),
  Log: part(["Log"], ["Format"]),
  LogValues: part(["LogValues"], ["NumberText"]),
  LogError: part(["LogError"], ["Format"]),
  JsonStringify: part(["JsonStringify"], ["ArrayIsArray", "Error", "Keys", "KeyText", "String"]),
  JsonParse: { ...part(["JsonParse"], ["Error"]), whenShaped: ["Shapes"] },
  JsonRevive: part(["JsonRevive"], ["ArrayIsArray", "Error", "Keys", "KeyText", "Shapes"]),
  // Values.
  Add: part(["Add"], ["Primitive", "String"]),
  Primitive: part(["Primitive"], ["String"]),
  Initialized: part(["Initialized"], ["Error"]),
  SameValue: part(["SameValue"]),
  StructuredClone: part(
    ["StructuredClone"],
    ["ArrayIsArray", "EmptyObject", "Error", "Iterator", "Keys", "New"],
  ),
  Date: { exports: ["Date"], dependencies: ["Class", "Error", "New"] },
  Truthy: part(["Truthy"]),
  TypeOf: part(["TypeOf"]),
  // Objects and their keys.
  Inherited: part(["Inherited"]),
  Shapes: part(["Shapes", "Adopt", "ObjectOf", "DeleteKey", "BareObject"], ["Inherited"]),
  EmptyObject: { ...part(["EmptyObject"]), whenShaped: ["Shapes"] },
  Fields: part(["Fields"]),
  Delete: part(["Delete"]),
  In: part(["In"], ["Inherited", "Keys"]),
  HasOwn: part(["HasOwn"], ["Keys"]),
  KeyText: part(["KeyText"], ["NumberText"]),
  Keys: part(["Keys"]),
  Pairs: part(["Pairs"], ["In", "String"]),
  ObjectAssign: part(["ObjectAssign"], ["Keys", "KeyText"]),
  ObjectEntries: part(["ObjectEntries"], ["Keys", "String"]),
  ObjectFromEntries: part(["ObjectFromEntries"], ["EmptyObject", "Iterator", "KeyText"]),
  ObjectGroupBy: {
    ...part(["ObjectGroupBy"], ["Iterator", "KeyText"]),
    whenShaped: ["Shapes"],
  },
  ObjectKeys: part(["ObjectKeys"], ["Keys", "String"]),
  ObjectRest: part(["ObjectRest"], ["EmptyObject", "Keys"]),
  ObjectValues: part(["ObjectValues"], ["Element", "Keys"]),
  // Numbers.
  Number: part(["Number"], ["StringTrim"]),
  NumberOf: part(["NumberOf"], ["Number", "Primitive"]),
  ParseInt: part(["ParseInt"], ["Bits", "StringTrimStart"]),
  ParseFloat: part(["ParseFloat"], ["StringTrimStart"]),
  NumberDigits: part(["NumberDigits"]),
  NumberIsSafeInteger: part(["NumberIsSafeInteger"]),
  NumberToExponential: part(["NumberToExponential"], ["NumberDigits", "NumberText", "Error"]),
  NumberToPrecision: part(["NumberToPrecision"], ["NumberDigits", "NumberText", "Error"]),
  NumberToFixed: part(["NumberToFixed"], ["NumberText", "Error"]),
  NumberToString: part(["NumberToString"], ["NumberText", "Exponent", "Error"]),
  Mod: part(["Mod", "ModBy"]),
  Bits: part([
    "Int32",
    "Uint32",
    "BitAnd",
    "BitOr",
    "BitXor",
    "BitNot",
    "ShiftLeft",
    "ShiftRight",
    "ShiftRightUnsigned",
    "WholeAnd",
    "WholeOr",
    "WholeXor",
    "WholeShiftLeft",
    "WholeShiftRight",
    "WholeShiftRightUnsigned",
  ]),
  Exponent: part(["Exponent"]),
  Power: part(["Power"]),
  // Math.
  MathAtan2: part(["MathAtan2"]),
  MathCeil: part(["MathCeil"]),
  MathClz32: part(["MathClz32"], ["Bits"]),
  MathFloor: part(["MathFloor"]),
  MathFround: part(["MathFround"], ["Exponent"]),
  MathCbrt: part(["MathCbrt"]),
  MathExpm1: part(["MathExpm1"]),
  MathHyperbolic: part(
    ["MathSinh", "MathCosh", "MathTanh", "MathAsinh", "MathAcosh", "MathAtanh"],
    ["MathExpm1", "MathLog1p"],
  ),
  MathLog1p: part(["MathLog1p"]),
  MathHypot: part(["MathHypot"]),
  MathImul: part(["MathImul"], ["Bits"]),
  MathLog10: part(["MathLog10"]),
  MathLog2: part(["MathLog2"]),
  MathExtremes: part(["MathMaxOf", "MathMinOf"]),
  MathMax: part(["MathMax"], ["MathExtremes"]),
  MathMin: part(["MathMin"], ["MathExtremes"]),
  MathRound: part(["MathRound"]),
  MathSign: part(["MathSign"]),
  MathTrunc: part(["MathTrunc"]),
  // Classes and objects.
  ClassExtends: part(["ClassExtends"]),
  DescriptorSet: part(["DescriptorSet"]),
  FunctionBind: part(["FunctionBind"], ["Unpack"]),
  MadeBy: part(["MadeBy"]),
  ObjectAccessors: { ...part(["ObjectAccessors"]), whenShaped: ["Inherited"] },
  // Arrays.
  Joined: part(["Joined"], ["Element", "Iterator"]),
  ArrayAt: part(["ArrayAt"], ["Whole"]),
  ArrayConcat: part(["ArrayConcat"], ["ArrayIsArray", "Element"]),
  ArrayCopyWithin: part(["ArrayCopyWithin"], ["ArrayRange"]),
  ArrayEvery: part(["ArrayEvery"]),
  ArrayFill: part(["ArrayFill"], ["ArrayRange", "Element"]),
  ArrayFilter: part(["ArrayFilter"]),
  ArrayFindLast: part(["ArrayFindLast"]),
  ArrayFindLastIndex: part(["ArrayFindLastIndex"]),
  ArrayFlatMap: part(["ArrayFlatMap"], ["ArrayIsArray", "Element"]),
  ArrayForEach: part(["ArrayForEach"]),
  ArrayFrom: part(["ArrayFrom"], ["Element", "Iterator", "KeyText"]),
  ArrayIncludes: part(["ArrayIncludes"], ["ArrayRange"]),
  ArrayIndexOf: part(["ArrayIndexOf"], ["ArrayRange"]),
  ArrayIsArray: part(["ArrayIsArray"]),
  ArrayIterators: part(["ArrayKeys", "ArrayValues", "ArrayEntries"], ["Symbol"]),
  ArrayLastIndexOf: part(["ArrayLastIndexOf"], ["Whole"]),
  ArrayMap: part(["ArrayMap"], ["Element"]),
  ArrayOfLength: part(["ArrayOfLength"], ["Element", "Error"]),
  ArrayPush: part(["ArrayPush"], ["Element"]),
  ArrayRange: part(["ArrayRange"], ["Whole"]),
  ArrayReduce: part(["ArrayReduce"], ["Error"]),
  ArrayReduceRight: part(["ArrayReduceRight"], ["Error"]),
  ArraySetLength: part(["ArraySetLength"], ["Error"]),
  ArraySlice: part(["ArraySlice"], ["ArrayRange"]),
  ArraySome: part(["ArraySome"]),
  ArraySort: part(["ArraySort"], ["String"]),
  ArraySplice: part(["ArraySplice"], ["ArrayRange", "Element", "Whole"]),
  ArrayToObject: part(["ArrayToObject"]),
  ArrayUnshift: part(["ArrayUnshift"], ["Element"]),
  ArrayWith: part(["ArrayWith"], ["Element", "Whole", "NumberText", "Error"]),
  Element: part(["Element"], ["Error"]),
  RefuseElement: part(["RefuseElement"], ["NumberText", "Error"]),
  Rest: part(["Rest"], ["Element"]),
  Spread: part(["Spread"], ["Element", "Iterator", "Unpack"]),
  Unpack: part(["Unpack"]),
  Whole: part(["Whole"]),
  // Texts.
  StringCharAt: part(["StringCharAt"], ["Whole"]),
  StringCharCodeAt: part(["StringCharCodeAt"], ["Whole"]),
  StringEndsWith: part(["StringEndsWith"], ["Whole"]),
  StringFromCodes: part(["StringFromCodes"], ["NumberText", "Error"]),
  StringIncludes: part(["StringIncludes"], ["Whole"]),
  StringIndexOf: part(["StringIndexOf"], ["Whole"]),
  StringPadEnd: part(["StringPadEnd"], ["StringPadding"]),
  StringPadStart: part(["StringPadStart"], ["StringPadding"]),
  StringPadding: part(["StringPadding"], ["Whole", "Error"]),
  StringRepeat: part(["StringRepeat"], ["Whole", "NumberText", "Error"]),
  StringReplace: part(["StringReplace"], ["StringReplacement"]),
  StringReplaceAll: part(["StringReplaceAll"], ["StringReplacement"]),
  StringReplacement: part(["StringReplacement"]),
  StringSlice: part(["StringSlice"], ["ArrayRange"]),
  StringSplit: part(["StringSplit"]),
  StringStartsWith: part(["StringStartsWith"], ["Whole"]),
  StringSubstr: part(["StringSubstr"], ["Whole"]),
  StringSubstring: part(["StringSubstring"], ["Whole"]),
  StringTrim: part(["StringTrim"], ["StringTrimEnd", "StringTrimStart"]),
  StringTrimEnd: part(["StringTrimEnd"], ["Spaces"]),
  StringTrimStart: part(["StringTrimStart"], ["Spaces"]),
  // Texts as JavaScript counts them.
  Length: part(["Length"]),
  Wide: part(["Wide"], ["Length"]),
  LengthOf: part(["LengthOf"], ["Length"]),
  CodeAt: part(["CodeAt"]),
  StringAccess: part(["StringAccess"], ["Wide"]),
  TextAt: part(["TextAt"], ["StringAccess", "Whole", "Wide"]),
  TextCase: part(["TextUpper", "TextLower"], ["CodeAt"]),
  TextCharAt: part(["TextCharAt"], ["Whole", "Wide"]),
  TextCharCodeAt: part(["TextCharCodeAt"], ["CodeAt", "Whole", "Wide"]),
  TextCodePointAt: part(["TextCodePointAt"], ["CodeAt", "Whole", "Wide"]),
  TextEndsWith: part(["TextEndsWith"], ["Whole", "Wide"]),
  TextIncludes: part(["TextIncludes"], ["TextIndexOf"]),
  TextIndexOf: part(["TextIndexOf"], ["Whole", "Wide"]),
  TextLastIndexOf: part(["TextLastIndexOf"], ["Whole", "Wide"]),
  TextPadEnd: part(["TextPadEnd"], ["TextPadding"]),
  TextPadStart: part(["TextPadStart"], ["TextPadding"]),
  TextPadding: part(["TextPadding"], ["TextSlice", "Whole", "Wide", "Error"]),
  TextSlice: part(["TextSlice"], ["ArrayRange", "Wide"]),
  TextSplit: part(["TextSplit"], ["StringSplit"]),
  TextStartsWith: part(["TextStartsWith"], ["Whole", "Wide"]),
  TextSubstr: part(["TextSubstr"], ["TextSlice", "Whole", "Wide"]),
  TextSubstring: part(["TextSubstring"], ["Whole", "Wide"]),
  // Collections.
  Collection: part(["Collection"], ["Class", "Iterator", "Symbol"]),
  Map: { exports: ["Map"], dependencies: ["Collection"] },
  Set: { exports: ["Set"], dependencies: ["Collection"] },
  WeakMap: { exports: ["WeakMap"], dependencies: ["Class", "Iterator"] },
  // Errors, iterators and promises.
  Error: {
    exports: ["Error", "RangeError", "ReferenceError", "SyntaxError", "TypeError", "URIError"],
    dependencies: ["Class", "New"],
  },
  AsError: part(["AsError"], ["Error"]),
  Try: part(["Try"], ["AsError"]),
  Symbol: { exports: ["__TS__Symbol", "Symbol"] },
  Iterator: part(["Iterator"], ["Symbol"]),
  Generator: part(["Generator", "Yield", "Closing"], ["Symbol", "Unpack"]),
  DelegatedYield: part(["DelegatedYield"], ["Generator", "Iterator"]),
  Take: part(["Take"], ["Iterator"]),
  ClosingLoop: part(["OpenLoop", "CloseLoop"], ["Generator"]),
  AsyncLoop: part(
    ["AsyncIterator", "OpenAsyncLoop", "CloseAsyncLoop"],
    ["Await", "Generator", "Iterator", "Try"],
  ),
  AsyncGenerator: part(
    ["AsyncGenerator", "AsyncYield", "AsyncDelegatedYield"],
    ["AsyncLoop", "Await", "Generator", "Unpack"],
  ),
  Promise: part(["Promise", "RunMicrotasks"], ["Class", "New", "Try"]),
  Await: part(["AsyncAwaiter", "Await", "Awaiting"], ["Promise", "AsError"]),
  QueueMicrotask: part(["QueueMicrotask"], ["Promise"]),
  PromiseAll: part(["PromiseAll"], ["Promise"]),
  PromiseAllSettled: part(["PromiseAllSettled"], ["Promise"]),
  PromiseRace: part(["PromiseRace"], ["Promise"]),
};

/** Parts that show a program the keys of its objects, or whether a table is an array: then objects know their keys. */
const SEEING: ReadonlySet<string> = new Set(
  "ArrayIsArray HasOwn In Inherited Inspect JsonRevive JsonStringify Log LogError ObjectEntries ObjectKeys ObjectValues Pairs StructuredClone".split(
    " ",
  ),
);

/** True when a program with those features can tell in which order its objects got their keys. */
export function seesKeys(features: Iterable<string>): boolean {
  for (const feature of features) if (SEEING.has(feature)) return true;
  return false;
}

/** The names as the compiler and the texts write them: `__TS__Name`. */
function part(names: readonly string[], dependencies: readonly string[] = []): RuntimeFeature {
  return { exports: names.map((name) => `__TS__${name}`), dependencies };
}

/** The feature that exports `__TS__name`. */
export function featureOf(name: string): string {
  const rows = Object.entries(RUNTIME_FEATURES);
  const row = rows.find(([, feature]) => feature.exports.includes(`__TS__${name}`));
  if (!row) throw new Error(`no part of the runtime exports ${name}`);
  return row[0];
}
