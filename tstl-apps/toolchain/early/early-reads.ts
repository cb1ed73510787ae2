import * as ts from "typescript";
import { mayBe } from "../features/type-parts.ts";
import { callsOf } from "./calls-of.ts";
import { type CapturedRead, capturedReads } from "./captured-reads.ts";
import { reachedFunctions } from "./reached-functions.ts";
import { isAssignment, type Scope } from "./scopes.ts";

/**
 * What is done about a name that may be read before its declaration: a test at run time that raises a ReferenceError,
 * or, where no value tells that the declaration has run, a refusal.
 */
export type Cure = "tested" | "refused";

type Cures = ReadonlyMap<ts.Identifier, Cure>;

/** Types of one file depend on others: what is known holds for one program. */
const known = new WeakMap<ts.TypeChecker, WeakMap<ts.SourceFile, Cures>>();

/** The names of a file whose early read cannot be excluded; nearly always there is none. */
export function earlyReads(file: ts.SourceFile, checker: ts.TypeChecker): Cures {
  const ofProgram = known.get(checker) ?? new WeakMap<ts.SourceFile, Cures>();
  known.set(checker, ofProgram);
  const found = ofProgram.get(file) ?? findIn(file, checker);
  ofProgram.set(file, found);
  return found;
}

function findIn(file: ts.SourceFile, checker: ts.TypeChecker): Cures {
  const scopes = new Map<Scope, ReadonlyMap<ts.Node, number>>();
  const early = capturedReads(file, checker).filter((read) => {
    const reached = scopes.get(read.scope) ?? reachedFunctions(read.scope, checker);
    scopes.set(read.scope, reached);
    return (reached.get(read.inside) ?? Number.POSITIVE_INFINITY) <= read.index;
  });
  return new Map(early.map((read) => [read.name, cureOf(read, checker)]));
}

function cureOf({ name, declaration }: CapturedRead, checker: ts.TypeChecker): Cure {
  if (isWritten(name) || ts.isShorthandPropertyAssignment(name.parent)) return "refused";
  // Its static values are made when the class is there on boards, and is not yet in JavaScript.
  if (ts.isClassDeclaration(declaration))
    return callsOf(declaration, checker) === "none" ? "tested" : "refused";
  if (ts.isVariableDeclaration(declaration) && !declaration.initializer) return "refused";
  const { Undefined, Null, Void, Any, Unknown, TypeParameter } = ts.TypeFlags;
  const nothing = Undefined | Null | Void | Any | Unknown | TypeParameter;
  return mayBe(checker.getTypeAtLocation(declaration), nothing) ? "refused" : "tested";
}

/** `x = 1`, `x++`, `[x] = list`. */
function isWritten(name: ts.Identifier): boolean {
  const { parent } = name;
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    const { PlusPlusToken, MinusMinusToken } = ts.SyntaxKind;
    return parent.operator === PlusPlusToken || parent.operator === MinusMinusToken;
  }
  if (ts.isBinaryExpression(parent)) return isAssignment(parent) && parent.left === name;
  return ts.findAncestor(parent, isTarget) !== undefined;
}

/** The pattern on the left side of an assignment. */
function isTarget(node: ts.Node): boolean {
  if (!ts.isArrayLiteralExpression(node) && !ts.isObjectLiteralExpression(node)) return false;
  return (
    ts.isBinaryExpression(node.parent) && isAssignment(node.parent) && node.parent.left === node
  );
}
