/** The library's part `vnetos/tuples`: a tuple space, after Linda. Only re-exports, as in index.ts. */
export {
  aBoolean,
  aList,
  aNumber,
  anObject,
  anything,
  aString,
  type Formal,
  type Matched,
  type Pattern,
  type Tuple,
} from "./tuples/pattern.ts";
export {
  type TupleSpace,
  type TupleSpaceOptions,
  type TupleWait,
  tupleSpace,
} from "./tuples/tuple-space.ts";
