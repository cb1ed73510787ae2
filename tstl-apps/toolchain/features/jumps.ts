import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import {
  LoopContinued,
  ScopeType,
  walkScopesUp,
} from "typescript-to-lua/dist/transformation/utils/scope.js";
import { createReturnStatement } from "typescript-to-lua/dist/transformation/visitors/return.js";
import { isAsyncGeneratorPart } from "./generators.ts";

/** A way out: of a loop, a labelled statement or a switch (break), of a round (continue), of a function (return). */
export interface Jump {
  readonly kind: "break" | "continue" | "return";
  /** What is left; the loop that goes on; for a return undefined: the function. */
  readonly target?: ts.Statement;
}

/**
 * A statement whose parts run as Lua functions of their own: a try, a loop over what has to be closed. A jump out of
 * it ends that function with the jump's number, and is issued again behind the statement.
 */
type Wall = ts.TryStatement | ts.ForOfStatement;

const JUMPS = new WeakMap<ts.Node, Jump[]>();
const CLOSING_LOOPS = new WeakSet<ts.Node>();
/** The Lua labels behind statements that are left from deep inside. */
const BREAK_LABELS = new WeakMap<ts.Statement, string>();

/** From here on the loop is a wall. */
export function raiseWall(loop: ts.ForOfStatement): void {
  CLOSING_LOOPS.add(loop);
}

/** The jumps that lead out of a wall, once all inside it is transformed. */
export function jumpsOutOf(wall: Wall): readonly Jump[] {
  return JUMPS.get(wall) ?? [];
}

/** The Lua label to be put behind a statement, when one leads there; asked for once, by whoever puts it. */
export function takeBreakLabel(statement: ts.Statement): string | undefined {
  const label = BREAK_LABELS.get(statement);
  BREAK_LABELS.delete(statement);
  return label;
}

/** The Lua statements of a jump at `from`. */
export function jumpStatement(
  jump: Jump,
  from: ts.Statement,
  context: lua.TransformationContext,
  value?: lua.Expression,
): lua.Statement {
  const wall = wallAround(from, jump.target);
  const values = value ? [value] : [];
  if (wall) return lua.createReturnStatement([numberOf(jump, wall), ...values], from);
  if (jump.kind === "return") return returnStatement(values, from, context);
  return jump.kind === "break" ? breakOut(jump, from, context) : goOn(jump, from, context);
}

/** What an async generator returns is awaited by its `return` already. */
function returnStatement(
  values: lua.Expression[],
  from: ts.Statement,
  context: lua.TransformationContext,
): lua.Statement {
  if (isAsyncGeneratorPart(from)) return lua.createReturnStatement(values, from);
  return createReturnStatement(context, values, from);
}

/** The value that tells of a jump behind its wall: true for a return, for others a number. */
export function numberOf(jump: Jump, wall: Wall): lua.Expression {
  const jumps = JUMPS.get(wall) ?? [];
  JUMPS.set(wall, jumps);
  let index = jumps.findIndex(({ kind, target }) => kind === jump.kind && target === jump.target);
  if (index < 0) index = jumps.push(jump) - 1;
  return jump.kind === "return" ? lua.createBooleanLiteral(true) : lua.createNumericLiteral(index);
}

/** What a break or continue means: the statement with its label, or the nearest one. */
export function targetOf(node: ts.BreakOrContinueStatement): ts.Statement | undefined {
  for (let at: ts.Node = node.parent; at && !ts.isFunctionLike(at); at = at.parent) {
    if (node.label && ts.isLabeledStatement(at) && at.label.text === node.label.text)
      return unlabelled(at);
    if (!node.label && isLeftBy(node, at)) return at;
  }
  return undefined;
}

export function unlabelled(statement: ts.Statement): ts.Statement {
  return ts.isLabeledStatement(statement) ? unlabelled(statement.statement) : statement;
}

function isLeftBy(node: ts.BreakOrContinueStatement, at: ts.Node): at is ts.Statement {
  return (
    ts.isIterationStatement(at, false) || (ts.isBreakStatement(node) && ts.isSwitchStatement(at))
  );
}

/** The innermost wall between a statement and where its jump leads. */
function wallAround(from: ts.Node, target: ts.Statement | undefined): Wall | undefined {
  if (from === target) return undefined;
  let child = from;
  for (let at = from.parent; at && !ts.isFunctionLike(at); at = at.parent) {
    if (ts.isTryStatement(at) && isFunctionPart(at, child)) return at;
    if (at === target) return undefined;
    if (ts.isForOfStatement(at) && CLOSING_LOOPS.has(at)) return at;
    child = at;
  }
  return undefined;
}

/** A catch without a finally stands in place. */
function isFunctionPart(node: ts.TryStatement, part: ts.Node): boolean {
  return part === node.tryBlock || (part === node.catchClause && node.finallyBlock !== undefined);
}

/** Lua's own break leaves the nearest loop; a switch is one, too. */
function breakOut(jump: Jump, from: ts.Statement, context: lua.TransformationContext) {
  const { target } = jump;
  let at = from.parent;
  while (at && !ts.isIterationStatement(at, false) && !ts.isSwitchStatement(at)) at = at.parent;
  if (!target || at === target) return lua.createBreakStatement(from);
  const label = BREAK_LABELS.get(target) ?? context.createTempName("break");
  BREAK_LABELS.set(target, label);
  return lua.createGotoStatement(label, from);
}

/** The compiler puts the label at the end of the loop's body once it knows that one leads there. */
function goOn({ target }: Jump, from: ts.Statement, context: lua.TransformationContext) {
  for (const scope of walkScopesUp(context)) {
    if (scope.type !== ScopeType.Loop || scope.node !== target) continue;
    scope.loopContinued = LoopContinued.WithGoto;
    return lua.createGotoStatement(`__continue${scope.id}`, from);
  }
  throw new Error("continue outside of its loop");
}
