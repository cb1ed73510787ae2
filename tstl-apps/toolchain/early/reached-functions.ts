import * as ts from "typescript";
import { callsOf, isCallLike } from "./calls-of.ts";
import { holds } from "./captured-reads.ts";
import {
  isAssignment,
  isOnlyType,
  isStatic,
  partsThatRunAt,
  type Scope,
  statementsOf,
} from "./scopes.ts";

/** Functions, fields with an initialiser, classes and variables that hold functions. */
type Unit = ts.Node;

/**
 * The functions of a scope that may have run before the end of each statement, by the place of the first such statement.
 * A function runs at the earliest when something is called after the function was mentioned. What the language or the
 * library run are the functions of the same statement; anything else may run whatever was mentioned before.
 */
export function reachedFunctions(
  scope: Scope,
  checker: ts.TypeChecker,
): ReadonlyMap<ts.Node, number> {
  const first = new Map<Unit, number>();
  const waiting = new Set<Unit>();
  const stored = new Set<Unit>();
  let hasAccessors = false;
  for (const [index, statement] of statementsOf(scope).entries()) {
    const named = unitsOf(statement, { scope, checker });
    for (const unit of named) waiting.add(unit);
    if (assigns(statement)) for (const unit of named) stored.add(unit);
    hasAccessors ||= makesAccessors(statement);
    const calls = hasAccessors ? "any" : callsOf(statement, checker);
    if (calls === "none") continue;
    const run = calls === "any" ? waiting : [...named, ...stored];
    const reached = reach(run, first, { scope, checker, waiting });
    for (const unit of reached) first.set(unit, index);
  }
  return first;
}

function unitsOf(node: ts.Node, place: Place): readonly Unit[] {
  const units: Unit[] = [];
  mentions(node, (unit) => units.push(unit), place);
  return units;
}

/** What it names may be found again by another name. */
function assigns(node: ts.Node): boolean {
  if (ts.isBinaryExpression(node) && isAssignment(node)) return true;
  return partsThatRunAt(node).some(assigns);
}

/** `{ get x() { … } }`: from here on, reading a member may call it. */
function makesAccessors(node: ts.Node): boolean {
  if (ts.isAccessor(node) && ts.isObjectLiteralExpression(node.parent)) return true;
  return ts.forEachChild(node, (child) => makesAccessors(child) || undefined) ?? false;
}

interface Place {
  readonly scope: Scope;
  readonly checker: ts.TypeChecker;
}

/** What runs when some units do, and what those run, and so on; without what is known to have run. */
function reach(
  units: Iterable<Unit>,
  known: ReadonlyMap<Unit, number>,
  place: Place & { readonly waiting: Iterable<Unit> },
): ReadonlySet<Unit> {
  const reached = new Set<Unit>();
  const open = [...units];
  for (let unit = open.pop(); unit; unit = open.pop()) {
    if (known.has(unit) || reached.has(unit)) continue;
    reached.add(unit);
    for (const part of partsThatRun(unit)) {
      mentions(part, (one) => open.push(one), place);
      const hasRun = ts.isVariableDeclaration(unit);
      if (!hasRun && callsOf(part, place.checker) === "any") open.push(...place.waiting);
    }
    open.push(...heldBy(unit));
  }
  return reached;
}

/** What runs when a function is called, and when an object of a class is made and used. */
function partsThatRun(unit: Unit): readonly ts.Node[] {
  if (ts.isPropertyDeclaration(unit)) return unit.initializer ? [unit.initializer] : [];
  if (ts.isClassLike(unit)) return unit.heritageClauses ?? [];
  if (ts.isVariableDeclaration(unit)) return unit.initializer ? [unit.initializer] : [];
  if (!ts.isFunctionLike(unit)) return [];
  const body = "body" in unit && unit.body ? [unit.body as ts.Node] : [];
  return [...unit.parameters, ...body];
}

/** The members of a class, and the functions that a variable is declared with. */
function heldBy(unit: Unit): readonly Unit[] {
  if (ts.isClassLike(unit))
    return unit.members.filter((one) => !ts.isClassStaticBlockDeclaration(one) && !isRun(one));
  if (ts.isModuleDeclaration(unit)) return declaredIn(unit.body);
  if (!ts.isVariableDeclaration(unit) || !unit.initializer) return [];
  const held: Unit[] = [];
  const visit = (node: ts.Node): void => {
    if (isMade(node)) held.push(node);
    else if (!isCallLike(node)) ts.forEachChild(node, visit);
  };
  visit(unit.initializer);
  return held;
}

/** Functions and classes of a namespace, also in its variables. */
function declaredIn(body: ts.ModuleDeclaration["body"]): readonly Unit[] {
  if (!body || !ts.isModuleBlock(body)) return [];
  return body.statements.flatMap((one): readonly Unit[] =>
    ts.isVariableStatement(one) ? one.declarationList.declarations : [one],
  );
}

/** A static field: its value is made with the class. */
function isRun(member: ts.ClassElement): boolean {
  return ts.isPropertyDeclaration(member) && isStatic(member);
}

function isMade(node: ts.Node): boolean {
  return ts.isFunctionLike(node) || ts.isClassExpression(node);
}

/** Every unit of the scope that is named, or made, where `node` runs. */
function mentions(node: ts.Node, found: (unit: Unit) => void, place: Place): void {
  const visit = (at: ts.Node, held: boolean): void => {
    if (isOnlyType(at) || ts.isFunctionDeclaration(at)) return;
    if (ts.isIdentifier(at)) {
      mentioned(at, found, place);
      return;
    }
    if (isMade(at) && !held) found(at);
    const holding = isHolder(at) || (held && !isCallLike(at));
    for (const part of partsThatRunAt(at)) visit(part, holding);
  };
  visit(node, false);
}

/** `const f = …`: what is made there waits until f is named. */
function isHolder(node: ts.Node): boolean {
  return ts.isVariableDeclaration(node) && ts.isIdentifier(node.name);
}

function mentioned(name: ts.Identifier, found: (unit: Unit) => void, place: Place): void {
  const symbol = ts.isShorthandPropertyAssignment(name.parent)
    ? place.checker.getShorthandAssignmentValueSymbol(name.parent)
    : place.checker.getSymbolAtLocation(name);
  for (const declaration of symbol?.declarations ?? []) {
    if (!holds(place.scope, declaration)) continue;
    if (ts.isFunctionDeclaration(declaration) || ts.isClassLike(declaration)) found(declaration);
    if (name.parent !== declaration) variablesOf(declaration).forEach(found);
    if (ts.isModuleDeclaration(declaration) && declaration.body) found(declaration);
  }
}

/** Of a name in a pattern, the variable that the pattern takes apart. */
function variablesOf(declaration: ts.Node): readonly ts.VariableDeclaration[] {
  let at = declaration;
  while (ts.isBindingElement(at)) at = at.parent.parent;
  return ts.isVariableDeclaration(at) ? [at] : [];
}
