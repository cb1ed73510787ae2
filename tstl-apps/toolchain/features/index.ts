import * as ts from "typescript";
import type { Visitors } from "typescript-to-lua";
import type { Rewrite } from "../lua-rewrite.ts";
import { accessVisitor, callVisitor, nameVisitor } from "./ambient-objects.ts";
import { arrayVisitor } from "./array-literal.ts";
import { binaryVisitor } from "./binary.ts";
import { variablesVisitor } from "./binding-patterns.ts";
import { rewriteBits } from "./bits.ts";
import { metaVisitor, thisVisitor } from "./class-members.ts";
import { rewriteForIn } from "./for-in.ts";
import { forOfVisitor } from "./for-of.ts";
import { rewriteAsyncGenerator, yieldVisitor } from "./generators.ts";
import { breakVisitor, continueVisitor, labelVisitor, returnVisitor } from "./labels.ts";
import { rewriteLength } from "./length.ts";
import { forVisitor, stepVisitor } from "./loop-variables.ts";
import { rewriteModulo } from "./modulo.ts";
import { rewriteNegation } from "./negation.ts";
import { templateVisitor } from "./number-text.ts";
import { objectVisitor } from "./object-accessors.ts";
import { plusVisitor } from "./open-values.ts";
import { rewriteOperandOrder } from "./operand-order.ts";
import { rewritePower } from "./power.ts";
import { rewriteRequire } from "./require.ts";
import { rewriteRest } from "./rest.ts";
import { switchVisitor } from "./switch.ts";
import { taggedVisitor } from "./tagged-templates.ts";
import { rewriteConcat, rewriteText } from "./text.ts";
import { tryVisitor } from "./try.ts";
import { typeofVisitor } from "./typeof.ts";
import { rewriteUnpack } from "./unpack.ts";

/** Every rewrite of emitted Lua, in the order in which they are tried. */
export const REWRITES: readonly Rewrite[] = [
  rewriteRequire,
  rewriteBits,
  rewriteModulo,
  rewriteNegation,
  rewritePower,
  rewriteLength,
  rewriteConcat,
  rewriteText,
  rewriteAsyncGenerator,
  rewriteUnpack,
  rewriteRest,
  rewriteForIn,
  rewriteOperandOrder,
];

/** Every change to how TypeScript turns into Lua. */
export const VISITORS: Visitors = {
  [ts.SyntaxKind.LabeledStatement]: labelVisitor,
  [ts.SyntaxKind.BreakStatement]: breakVisitor,
  [ts.SyntaxKind.ContinueStatement]: continueVisitor,
  [ts.SyntaxKind.ReturnStatement]: returnVisitor,
  [ts.SyntaxKind.VariableStatement]: variablesVisitor,
  [ts.SyntaxKind.SwitchStatement]: switchVisitor,
  [ts.SyntaxKind.TryStatement]: tryVisitor,
  [ts.SyntaxKind.ForOfStatement]: forOfVisitor,
  [ts.SyntaxKind.YieldExpression]: yieldVisitor,
  [ts.SyntaxKind.ForStatement]: forVisitor,
  [ts.SyntaxKind.ExpressionStatement]: stepVisitor,
  [ts.SyntaxKind.ThisKeyword]: thisVisitor,
  [ts.SyntaxKind.MetaProperty]: metaVisitor,
  [ts.SyntaxKind.ObjectLiteralExpression]: objectVisitor,
  [ts.SyntaxKind.ArrayLiteralExpression]: arrayVisitor,
  [ts.SyntaxKind.TypeOfExpression]: typeofVisitor,
  [ts.SyntaxKind.TaggedTemplateExpression]: taggedVisitor,
  [ts.SyntaxKind.PrefixUnaryExpression]: plusVisitor,
  [ts.SyntaxKind.TemplateExpression]: templateVisitor,
  [ts.SyntaxKind.BinaryExpression]: binaryVisitor,
  [ts.SyntaxKind.Identifier]: nameVisitor,
  [ts.SyntaxKind.CallExpression]: callVisitor,
  [ts.SyntaxKind.PropertyAccessExpression]: accessVisitor,
};
