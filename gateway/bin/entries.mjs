/**
 * What the build makes: one row for each program. A row whose source does not exist is skipped.
 * Every node entry becomes one file, so that a start reads one file; what it imports with
 * `await import()` becomes chunks beside it.
 */
export const NODE_ENTRIES = [
  { name: "cli", source: "gateway/src/cli/main.ts" },
  { name: "board-host", source: "lua-runtime/node/main.ts" },
  { name: "switch-host", source: "fpga-switch-config/node/main.ts" },
  { name: "compiler-thread", source: "gateway/src/cluster/compiler-thread.ts" },
  { name: "firmware", source: "firmware/build/main.ts" },
  { name: "bench", source: "bench/main.ts" },
  { name: "bench-memory", source: "bench/memory-child.ts" },
];

/** The page: what this file names with `src=` and `href=` is built, everything else is left out. */
export const PAGE = { name: "page", source: "web-monitor/index.html" };

/**
 * Packages that stay outside: they read files beside themselves (typescript's lib, TypeScriptToLua's
 * lualib), or are native, or are wanted by few commands. All others go into the bundle.
 */
export const EXTERNAL_PACKAGES = ["esbuild", "playwright-core", "typescript", "typescript-to-lua"];

/** Folders and files that a build may read: a change in one of them makes `dist` stale. */
export const SOURCES = [
  "package.json",
  "package-lock.json",
  "gateway",
  "firmware/build",
  "lua-runtime",
  "fpga-switch-config",
  "tstl-apps/toolchain",
  "tstl-apps/lib",
  "web-monitor",
  "bench",
];
