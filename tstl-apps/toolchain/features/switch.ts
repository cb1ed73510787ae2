import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import {
  ScopeType,
  separateHoistedStatements,
} from "typescript-to-lua/dist/transformation/utils/scope.js";

/**
 * `switch`: the tests in their order, each with a jump to its clause; the clauses in theirs, so that they fall
 * through. All of it stands in a loop that runs once, which `break` leaves.
 */
export const switchVisitor: lua.FunctionVisitor<ts.SwitchStatement> = (node, context) => {
  const value = context.transformExpression(node.expression);
  const scope = context.pushScope(ScopeType.Switch, node);
  const subject = lua.createIdentifier(`____switch${scope.id}`);
  const { clauses } = node.caseBlock;
  const labels = clauses.map((_, index) => `____case${scope.id}_${index}`);
  const names: lua.Identifier[] = [];
  const functions: lua.Statement[] = [];
  const bodies = clauses.map((clause) => {
    const all = separateHoistedStatements(context, context.transformStatements(clause.statements));
    names.push(...all.hoistedIdentifiers);
    functions.push(...all.hoistedStatements);
    return lua.createDoStatement(all.statements, clause);
  });
  const tests = testsOf(clauses, subject, labels, context);
  context.popScope();
  const declared = names.length > 0 ? [lua.createVariableDeclarationStatement(names)] : [];
  const statements = [
    lua.createVariableDeclarationStatement(subject, value, node.expression),
    ...declared,
    ...functions,
    ...tests,
    ...bodies.flatMap((body, index) => [lua.createLabelStatement(labels[index] as string), body]),
  ];
  return lua.createRepeatStatement(
    lua.createBlock(statements),
    lua.createBooleanLiteral(true),
    node,
  );
};

/** `if ____switch == x then goto ____case end …`, then the jump to the default clause or to the end. */
function testsOf(
  clauses: readonly ts.CaseOrDefaultClause[],
  subject: lua.Identifier,
  labels: readonly string[],
  context: lua.TransformationContext,
): lua.Statement[] {
  const tests = clauses.flatMap((clause, index): lua.Statement[] => {
    if (ts.isDefaultClause(clause)) return [];
    context.pushPrecedingStatements();
    const expected = context.transformExpression(clause.expression);
    const before = context.popPrecedingStatements();
    const { EqualityOperator } = lua.SyntaxKind;
    const same = lua.createBinaryExpression(subject, expected, EqualityOperator, clause.expression);
    const jump = lua.createBlock([lua.createGotoStatement(labels[index] as string)]);
    const test = lua.createIfStatement(same, jump, undefined, clause);
    return before.length > 0 ? [lua.createDoStatement([...before, test])] : [test];
  });
  const last = clauses.findIndex(ts.isDefaultClause);
  const otherwise =
    last < 0 ? lua.createBreakStatement() : lua.createGotoStatement(labels[last] as string);
  return [...tests, lua.createDoStatement([otherwise])];
}
