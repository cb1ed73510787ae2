import * as ts from "typescript";
import type { CompilerOptions as TstlOptions } from "typescript-to-lua";
import { LuaLibImportKind, LuaTarget } from "typescript-to-lua";

/**
 * One target for all VMs: `JIT` emits `goto`, which LuaJIT, Lua 5.2 to 5.4 and Fengari all read.
 * What differs between them is settled by the runtime (see runtime/).
 */
export const EMIT_OPTIONS: TstlOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  resolveJsonModule: true,
  esModuleInterop: true,
  strict: true,
  useDefineForClassFields: true,
  experimentalDecorators: false,
  skipLibCheck: true,
  skipDefaultLibCheck: true,
  removeComments: true,
  sourceMap: true,
  types: [],
  rootDir: "/",
  luaTarget: LuaTarget.LuaJIT,
  luaLibImport: LuaLibImportKind.RequireMinimal,
  noHeader: true,
  noResolvePaths: ["*"],
};
