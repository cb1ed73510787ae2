import type * as ts from "typescript";

/** True when a part of the type, or the type, is of those. */
export function mayBe(type: ts.Type, flags: ts.TypeFlags): boolean {
  return partsOf(type).some((part) => (part.flags & flags) !== 0);
}

/** True when every part of the type is of those. */
export function isAlways(type: ts.Type, flags: ts.TypeFlags): boolean {
  return partsOf(type).every((part) => (part.flags & flags) !== 0);
}

/** The members of a union; of another type, the type. */
export function partsOf(type: ts.Type): readonly ts.Type[] {
  return type.isUnion() ? type.types : [type];
}
