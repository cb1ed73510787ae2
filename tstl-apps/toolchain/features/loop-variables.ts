import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { expressionStatement } from "./statements.ts";

/** Statements that step a `for` loop on: they stand at the end of its body. */
const STEPS = new WeakSet<lua.Node>();

/** Marks what the step of a `for` loop turns into. */
export const stepVisitor: lua.FunctionVisitor<ts.ExpressionStatement> = (node, context) => {
  const result = expressionStatement(node, context);
  const loop = node.expression.parent;
  if (loop && ts.isForStatement(loop) && loop.incrementor === node.expression)
    for (const statement of result) STEPS.add(statement);
  return result;
};

/**
 * `for (let i = …)`: a function in the body that captures `i` keeps that round's value. The body gets its own
 * copy; what the body assigns to it goes on into the next round.
 */
export const forVisitor: lua.FunctionVisitor<ts.ForStatement> = (node, context) => {
  const result = context.superTransformStatements(node);
  const captured = capturedNames(node, context.checker);
  const [block] = result;
  const loop = block && lua.isDoStatement(block) && block.statements.at(-1);
  if (captured.length === 0 || !loop || !lua.isWhileStatement(loop)) return result;
  const { statements } = loop.body;
  const end = statements.findIndex((statement) => STEPS.has(statement));
  const body = end < 0 ? statements : statements.slice(0, end);
  const steps = end < 0 ? [] : statements.slice(end);
  if (headCaptures(node, context.checker)) wholeRounds(loop, block, captured, body, steps);
  else loop.body.statements = [...ownCopy(captured, body), ...steps];
  return result;
};

/** True when a function in the head itself captures a variable: then each round, step and test has its own. */
function headCaptures(node: ts.ForStatement, checker: ts.TypeChecker): boolean {
  const symbols = new Set(
    capturedNames(node, checker).map((name) =>
      checker.resolveName(name, node.statement, ts.SymbolFlags.Variable, false),
    ),
  );
  const parts = [node.initializer, node.condition, node.incrementor];
  return parts.some(
    (part) => part && [...symbols].some((symbol) => symbol && isCaptured(symbol, part, checker)),
  );
}

/**
 * `local next_i = i while true do local i = next_i; if later then step end later = true; if not test then break end
 * do … end; next_i = i end`.
 */
function wholeRounds(
  loop: lua.WhileStatement,
  block: lua.DoStatement,
  names: readonly string[],
  body: lua.Statement[],
  steps: lua.Statement[],
): void {
  const own = (name: string) => lua.createIdentifier(name);
  const next = (name: string) => lua.createIdentifier(`____next_${name}`);
  const later = () => lua.createIdentifier("____later");
  const test = lua.createUnaryExpression(loop.condition, lua.SyntaxKind.NotOperator);
  block.statements.splice(
    -1,
    0,
    lua.createVariableDeclarationStatement(names.map(next), names.map(own)),
    lua.createVariableDeclarationStatement(later(), lua.createBooleanLiteral(false)),
  );
  loop.condition = lua.createBooleanLiteral(true);
  loop.body.statements = [
    ...names.map((n) => lua.createVariableDeclarationStatement(own(n), next(n))),
    lua.createIfStatement(later(), lua.createBlock(steps)),
    lua.createAssignmentStatement(later(), lua.createBooleanLiteral(true)),
    lua.createIfStatement(test, lua.createBlock([lua.createBreakStatement()])),
    lua.createDoStatement(body),
    ...names.map((n) => lua.createAssignmentStatement(next(n), own(n))),
  ];
}

/** `local next_i do local i = i … next_i = i end i = next_i`. */
function ownCopy(names: readonly string[], body: lua.Statement[]): lua.Statement[] {
  const own = (name: string) => lua.createIdentifier(name);
  const next = (name: string) => lua.createIdentifier(`____next_${name}`);
  const copies = names.map((n) => lua.createVariableDeclarationStatement(own(n), own(n)));
  const keep = names.map((n) => lua.createAssignmentStatement(next(n), own(n)));
  return [
    lua.createVariableDeclarationStatement(names.map(next)),
    lua.createDoStatement([...copies, lua.createDoStatement(body), ...keep]),
    ...names.map((n) => lua.createAssignmentStatement(own(n), next(n))),
  ];
}

function capturedNames(loop: ts.ForStatement, checker: ts.TypeChecker): readonly string[] {
  const list = loop.initializer;
  if (!list || !ts.isVariableDeclarationList(list) || !(list.flags & ts.NodeFlags.Let)) return [];
  const names = list.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name] : []));
  const captured = names.filter((name) => {
    const symbol = checker.getSymbolAtLocation(name);
    return symbol !== undefined && isCaptured(symbol, loop, checker);
  });
  return captured.map(({ text }) => text);
}

function isCaptured(symbol: ts.Symbol, loop: ts.Node, checker: ts.TypeChecker): boolean {
  const inside = (node: ts.Node, inFunction: boolean): boolean => {
    if (inFunction && ts.isIdentifier(node) && symbolOf(node, checker) === symbol) return true;
    const deeper = inFunction || ts.isFunctionLike(node);
    return ts.forEachChild(node, (child) => inside(child, deeper)) ?? false;
  };
  return inside(loop, false);
}

function symbolOf(node: ts.Identifier, checker: ts.TypeChecker): ts.Symbol | undefined {
  if (ts.isShorthandPropertyAssignment(node.parent))
    return checker.getShorthandAssignmentValueSymbol(node.parent);
  return checker.getSymbolAtLocation(node);
}
