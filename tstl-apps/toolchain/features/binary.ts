import type * as ts from "typescript";
import type * as lua from "typescript-to-lua";
import { openAddition } from "./addition.ts";
import { arrayTest, classTest } from "./instance-of.ts";
import { elementAssignment } from "./list-write.ts";
import { logicalAssignment } from "./logical-assignment.ts";
import { joinedText } from "./number-text.ts";
import { privateTest } from "./private-names.ts";
import { openTypeof } from "./typeof.ts";
import { wholeBits } from "./whole-bits.ts";
import { wholeRemainder } from "./whole-remainder.ts";

/** Operations of two operands that are more than an operator of Lua. */
export const binaryVisitor: lua.FunctionVisitor<ts.BinaryExpression> = (node, context) =>
  privateTest(node, context) ??
  logicalAssignment(node, context) ??
  elementAssignment(node, context) ??
  openTypeof(node, context) ??
  arrayTest(node, context) ??
  classTest(node, context) ??
  openAddition(node, context) ??
  wholeRemainder(node, context) ??
  wholeBits(node, context) ??
  joinedText(node, context);
