import * as ts from "typescript";
import {
  type Declaration,
  declarationOf,
  declaredAt,
  isDeferred,
  isOnlyType,
  type Scope,
} from "./scopes.ts";

/** A name in a function that stands for a variable or class declared around that function. */
export interface CapturedRead {
  readonly name: ts.Identifier;
  readonly declaration: Declaration;
  readonly scope: Scope;
  /** Place of the declaring statement in the scope. */
  readonly index: number;
  /** The innermost function around the name. */
  readonly inside: ts.Node;
}

/** All of a file that could happen before the declaration: the function is there before it. */
export function capturedReads(
  file: ts.SourceFile,
  checker: ts.TypeChecker,
): readonly CapturedRead[] {
  const found: CapturedRead[] = [];
  const visit = (node: ts.Node, functions: readonly ts.Node[]): void => {
    if (isOnlyType(node)) return;
    if (ts.isIdentifier(node) && functions.length > 0) {
      const read = readAt(node, functions, checker);
      if (read) found.push(read);
    }
    ts.forEachChild(node, (child) =>
      visit(child, isDeferred(node, child) ? [...functions, node] : functions),
    );
  };
  visit(file, []);
  return found;
}

function readAt(
  name: ts.Identifier,
  functions: readonly ts.Node[],
  checker: ts.TypeChecker,
): CapturedRead | undefined {
  const declaration = isNoRead(name) ? undefined : declarationOf(name, checker);
  const declared = declaration && declaredAt(declaration);
  if (!declared || (ts.isClassDeclaration(declaration) && holds(declaration, name)))
    return undefined;
  const captured = functions.filter((one) => holds(declared.scope, one));
  const [outermost] = captured;
  const inside = captured.at(-1);
  if (!inside || !outermost || isLater(outermost, declaration, declared.scope)) return undefined;
  return { name, declaration, ...declared, inside };
}

/** Members, and names that are passed on. */
function isNoRead({ parent }: ts.Identifier): boolean {
  return ts.isExportSpecifier(parent) || ts.isImportSpecifier(parent) || ts.isQualifiedName(parent);
}

/** Made behind the declaration. Functions with a name are there from the beginning of their block on. */
function isLater(made: ts.Node, declaration: Declaration, scope: Scope): boolean {
  if (made.pos < declaration.end) return false;
  return !ts.isFunctionDeclaration(made) || made.parent !== scope;
}

export function holds(around: ts.Node, node: ts.Node): boolean {
  return node !== around && around.pos <= node.pos && node.end <= around.end;
}
