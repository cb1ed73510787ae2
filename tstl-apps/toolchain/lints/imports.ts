import * as ts from "typescript";
import * as faults from "../faults.ts";
import { candidatesFor, leavesApp } from "../module-resolver.ts";
import { toTypeScript } from "../report.ts";

/** Names of what Node.js brings along, that an app may try to import. */
const NODE_BUILTINS: ReadonlySet<string> = new Set(
  (
    "assert async_hooks buffer child_process cluster crypto dgram dns events fs http http2 https module net os path " +
    "perf_hooks process readline stream string_decoder timers tls tty url util v8 vm worker_threads zlib"
  ).split(" "),
);

/** Imports that lead nowhere: told by where they were meant to lead. */
export function importFaults(program: ts.Program, file: ts.SourceFile): readonly ts.Diagnostic[] {
  return specifiersOf(file).flatMap((specifier) => {
    const found = candidatesFor(specifier.text, file.fileName).some((p) =>
      program.getSourceFile(p),
    );
    return found ? [] : [toTypeScript(faultOf(specifier.text, file.fileName), specifier)];
  });
}

function faultOf(specifier: string, importer: string): faults.Fault {
  const [builtin = ""] = specifier.replace(/^node:/, "").split("/");
  if (specifier.startsWith("node:") || NODE_BUILTINS.has(builtin))
    return faults.nodeBuiltin(specifier);
  return leavesApp(specifier, importer)
    ? faults.outsideApp(specifier)
    : faults.missingModule(specifier);
}

function specifiersOf(file: ts.SourceFile): readonly ts.StringLiteral[] {
  return file.statements.flatMap((statement) => {
    const imports = ts.isImportDeclaration(statement) || ts.isExportDeclaration(statement);
    const specifier = imports ? statement.moduleSpecifier : undefined;
    return specifier && ts.isStringLiteral(specifier) ? [specifier] : [];
  });
}
