import type { Expression } from "luaparse";

const PRECEDENCES: readonly (readonly string[])[] = [
  ["or"],
  ["and"],
  ["<", ">", "<=", ">=", "~=", "=="],
  ["|"],
  ["~"],
  ["&"],
  ["<<", ">>"],
  [".."],
  ["+", "-"],
  ["*", "/", "//", "%"],
];
const UNARY = PRECEDENCES.length;
const POWER = UNARY + 1;
const ATOM = POWER + 1;

/** How tightly an expression holds together: 0 for `or`. */
export function precedenceOf(node: Expression): number {
  if (node.type === "UnaryExpression") return UNARY;
  if (!("left" in node)) return ATOM;
  if (node.operator === "^") return POWER;
  return PRECEDENCES.findIndex((operators) => operators.includes(node.operator));
}

export function operatorOf(node: Expression): string | undefined {
  return "left" in node ? node.operator : undefined;
}

/** True for what may stand before a call, a field or an index without parentheses. */
export function isPrefix({ type }: Expression): boolean {
  return (
    type === "Identifier" ||
    type === "MemberExpression" ||
    type === "IndexExpression" ||
    type === "CallExpression" ||
    type === "StringCallExpression" ||
    type === "TableCallExpression"
  );
}

/**
 * True when the source holds a call or `...` to its first value by parentheses, which the parser does not tell.
 * `firstArgument`: the parenthesis of the call it is handed to stands before it in any case.
 */
export function isParenthesised(source: string, node: Expression, firstArgument: boolean): boolean {
  const many =
    node.type === "VarargLiteral" || (isPrefix(node) && node.type.endsWith("CallExpression"));
  const range = (node as { range?: readonly [number, number] }).range;
  if (!many || !range) return false;
  let open = firstArgument ? -1 : 0;
  for (let i = range[0] - 1; /[\s(]/.test(source.charAt(i)); i--) if (source[i] === "(") open++;
  return open > 0;
}

/** The shortest form of a number that is the same number of the same kind: `1.0` is `1.`, `0.5` is `.5`. */
export function numeral(raw: string): string {
  if (/^\d+\.0+$/.test(raw)) {
    const [whole = ""] = raw.split(".");
    const [, digits, zeros = ""] = /^(\d*?)(0*)$/.exec(whole) ?? [];
    return digits && zeros.length > 1 ? `${digits}e${zeros.length}` : `${whole}.`;
  }
  return raw.replace(/^0\.(?=\d)/, ".");
}
