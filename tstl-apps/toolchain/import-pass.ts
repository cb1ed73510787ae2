import * as ts from "typescript";
import * as lua from "typescript-to-lua";
import { requireCall, requiredText } from "./lua-names.ts";
import { isCircular, type ModuleGraph } from "./module-graph.ts";
import { isAppFile } from "./paths.ts";

/** What the passes over one emitted file know of the rest. */
export interface FileContext {
  readonly program: ts.Program;
  readonly graph: ModuleGraph;
  readonly fileName: string;
}

/** An imported name whose value is read anew at every use. */
export type LiveImports = ReadonlyMap<lua.SymbolId, lua.Expression>;
type LiveMap = Map<lua.SymbolId, lua.Expression>;

type Import = lua.VariableDeclarationStatement & { right: [lua.TableIndexExpression] };

/**
 * The imports of a file, in place: `require` gets the name that the module has in the bundle; a name that a
 * library file only passes on is taken from where it is declared, so that the rest of the library stays out.
 * Answers the imports that must stay live: those of a circle, and variables that their module may assign.
 */
export function rewriteImports(file: lua.File, context: FileContext): LiveImports {
  const live: LiveMap = new Map();
  const modules = new Map<string, string>();
  const used = new Set<string>();
  file.statements = file.statements.flatMap((statement) => {
    const opened = openedModule(statement, context);
    if (opened) modules.set(opened.name, opened.file);
    if (!isImport(statement)) return [statement];
    const source = modules.get(moduleName(statement) ?? "");
    if (!source) return [statement];
    const name = moduleName(statement) ?? "";
    const kept = rewriteImport(statement, source, context, live);
    // Redirected imports no longer go through the module's own variable.
    if (kept.length === 0 || moduleName(statement) === name) used.add(name);
    return kept;
  });
  dropUnused(file, modules, used);
  return live;
}

function rewriteImport(
  statement: Import,
  source: string,
  context: FileContext,
  live: LiveMap,
): lua.Statement[] {
  const [access] = statement.right;
  const [name] = statement.left;
  const origin = originOf(fieldOf(access), source, context.program);
  if (!origin.assignable && !inCircle(context, source)) {
    if (origin.file === source && isAppFile(source)) return [statement];
    access.table = requireCall(origin.file);
    access.index = lua.createStringLiteral(origin.name);
    return [statement];
  }
  if (name?.symbolId !== undefined) live.set(name.symbolId, access);
  return [];
}

/** The library never imports the app. */
function inCircle({ program, fileName }: FileContext, source: string): boolean {
  if (isAppFile(fileName) && !isAppFile(source)) return false;
  return isCircular(program, fileName, source);
}

interface Origin {
  readonly file: string;
  readonly name: string;
  /** Its module may give the variable another value later. */
  readonly assignable: boolean;
}

/** Where what `source` exports as `name` is declared. Only the library is passed over: an app's modules may print. */
function originOf(name: string, source: string, program: ts.Program): Origin {
  const checker = program.getTypeChecker();
  const exported = exportsOf(checker, program, source).get(name);
  const symbol = exported && resolveAlias(checker, exported);
  const declaration = symbol?.declarations?.[0];
  const file = declaration?.getSourceFile().fileName ?? source;
  const assignable = declaration !== undefined && isAssignable(declaration);
  const own = [...exportsOf(checker, program, file)].find(([, value]) => value === symbol);
  if (file === source || isAppFile(source) || !own) return { file: source, name, assignable };
  return { file, name: own[0], assignable };
}

function exportsOf(
  checker: ts.TypeChecker,
  program: ts.Program,
  file: string,
): ReadonlyMap<string, ts.Symbol> {
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  const symbols = module ? checker.getExportsOfModule(module) : [];
  return new Map(symbols.map((symbol) => [symbol.name, symbol]));
}

function resolveAlias(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function isAssignable(declaration: ts.Declaration): boolean {
  if (!ts.isVariableDeclaration(declaration)) return false;
  return !(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const);
}

/** `local ____part = require("./part")`. */
function openedModule(statement: lua.Statement, context: FileContext) {
  if (!lua.isVariableDeclarationStatement(statement)) return undefined;
  const specifier = requiredText(statement.right?.[0]);
  const file = specifier && context.graph.resolve(specifier, context.fileName);
  const name = statement.left[0]?.text;
  return file && name ? { name, file } : undefined;
}

/** `local name = ____part.name`. */
function isImport(statement: lua.Statement): statement is Import {
  if (!lua.isVariableDeclarationStatement(statement)) return false;
  const value = statement.right?.[0];
  return (
    value !== undefined && lua.isTableIndexExpression(value) && lua.isStringLiteral(value.index)
  );
}

function moduleName({ right: [{ table }] }: Import): string | undefined {
  return lua.isIdentifier(table) && table.symbolId === undefined ? table.text : undefined;
}

function fieldOf({ index }: lua.TableIndexExpression): string {
  return lua.isStringLiteral(index) ? index.value : "";
}

/** Takes out the library modules whose names have all been taken from elsewhere. */
function dropUnused(
  file: lua.File,
  modules: ReadonlyMap<string, string>,
  used: ReadonlySet<string>,
) {
  file.statements = file.statements.filter((statement) => {
    if (!lua.isVariableDeclarationStatement(statement)) return true;
    const [name] = statement.left;
    const source = name && name.symbolId === undefined ? modules.get(name.text) : undefined;
    return source === undefined || isAppFile(source) || used.has(name?.text ?? "");
  });
}
