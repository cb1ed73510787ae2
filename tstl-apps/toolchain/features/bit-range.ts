import * as ts from "typescript";
import type { Range } from "./whole-range.ts";

export const INT32: Range = { from: -(2 ** 31), to: 2 ** 31 - 1 };
const UINT32: Range = { from: 0, to: 2 ** 32 - 1 };

/** The runtime's function for an operator, and for the assignment with it. */
export const BIT_OPERATORS: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.AmpersandToken]: "And",
  [ts.SyntaxKind.AmpersandEqualsToken]: "And",
  [ts.SyntaxKind.BarToken]: "Or",
  [ts.SyntaxKind.BarEqualsToken]: "Or",
  [ts.SyntaxKind.CaretToken]: "Xor",
  [ts.SyntaxKind.CaretEqualsToken]: "Xor",
  [ts.SyntaxKind.LessThanLessThanToken]: "ShiftLeft",
  [ts.SyntaxKind.LessThanLessThanEqualsToken]: "ShiftLeft",
  [ts.SyntaxKind.GreaterThanGreaterThanToken]: "ShiftRight",
  [ts.SyntaxKind.GreaterThanGreaterThanEqualsToken]: "ShiftRight",
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanToken]: "ShiftRightUnsigned",
  [ts.SyntaxKind.GreaterThanGreaterThanGreaterThanEqualsToken]: "ShiftRightUnsigned",
};

/** What a bit operator gives, whatever its operands are. */
export function bitRange(kind: ts.SyntaxKind): Range | undefined {
  const name = BIT_OPERATORS[kind];
  if (name === undefined) return undefined;
  return name === "ShiftRightUnsigned" ? UINT32 : INT32;
}
