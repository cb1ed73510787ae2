import { format } from "node:util";
import { createContext, Script } from "node:vm";
import * as ts from "typescript";

/** The lines that an app of one file prints in Node.js: what every VM has to print too. */
export async function runInNode(source: string): Promise<readonly string[]> {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS } as const;
  const { outputText } = ts.transpileModule(source, { compilerOptions: options });
  const lines: string[] = [];
  const log = (...values: unknown[]) => lines.push(...format(...values).split("\n"));
  const context = createContext({ console: { log, error: log, warn: log }, exports: {} });
  new Script(outputText).runInContext(context);
  // Lets what is left of the promises run.
  await new Promise((resolve) => setImmediate(resolve));
  return lines;
}
