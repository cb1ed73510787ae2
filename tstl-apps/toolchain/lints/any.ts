import * as ts from "typescript";
import { isOpenSum } from "../features/addition.ts";
import { isAlways, mayBe } from "../features/type-parts.ts";
import * as faults from "../value-faults.ts";
import type { Lint } from "./lint.ts";

/** Methods that lists or texts have: they are no fields of a table. */
const METHODS: ReadonlySet<string> = new Set(
  (
    "at charAt charCodeAt concat endsWith entries every fill filter find findIndex flat flatMap forEach includes " +
    "indexOf join keys lastIndexOf map padEnd padStart pop push reduce repeat replace replaceAll reverse shift slice " +
    "some sort splice split startsWith substring toFixed toLowerCase toUpperCase trim unshift values"
  ).split(" "),
);

const OPEN = ts.TypeFlags.Any | ts.TypeFlags.Unknown;

/** Where Lua has to know what the value is: its length, an element, a method. */
export const anyMember: Lint = (node, { checker }) => {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node)) return undefined;
  if (!(checker.getTypeAtLocation(node.expression).flags & ts.TypeFlags.Any)) return undefined;
  const needed = ts.isPropertyAccessExpression(node)
    ? node.name.text === "length" || (isCalled(node) && METHODS.has(node.name.text))
    : !isAlways(checker.getTypeAtLocation(node.argumentExpression), ts.TypeFlags.StringLike);
  return needed ? faults.anyMember(node.getText()) : undefined;
};

/** `==` where one side may be anything; with null and undefined it is the same as on boards. */
export const looseEquality: Lint = (node, { checker }) => {
  if (!ts.isBinaryExpression(node)) return undefined;
  const { EqualsEqualsToken, ExclamationEqualsToken } = ts.SyntaxKind;
  const { kind } = node.operatorToken;
  if (kind !== EqualsEqualsToken && kind !== ExclamationEqualsToken) return undefined;
  const types = [node.left, node.right].map((part) => checker.getTypeAtLocation(part));
  const nothing = ts.TypeFlags.Undefined | ts.TypeFlags.Null;
  if (types.some((type) => isAlways(type, nothing))) return undefined;
  const sorts = [ts.TypeFlags.NumberLike, ts.TypeFlags.StringLike, ts.TypeFlags.BooleanLike];
  const mixed =
    types.some((type) => mayBe(type, OPEN)) ||
    sorts.filter((sort) => types.some((type) => mayBe(type, sort))).length > 1;
  return mixed ? faults.looseEquality(node.operatorToken.getText()) : undefined;
};

export const openSum: Lint = (node, { checker }) => {
  if (!ts.isBinaryExpression(node)) return undefined;
  if (node.operatorToken.kind !== ts.SyntaxKind.PlusEqualsToken) return undefined;
  const [left, right] = [node.left, node.right].map((part) => checker.getTypeAtLocation(part));
  if (!left || !right || isAlways(left, ts.TypeFlags.StringLike)) return undefined;
  return isOpenSum([left, right]) || !isAlways(left, ts.TypeFlags.NumberLike)
    ? faults.openSum()
    : undefined;
};

function isCalled(node: ts.PropertyAccessExpression): boolean {
  return ts.isCallExpression(node.parent) && node.parent.expression === node;
}
