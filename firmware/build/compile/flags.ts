import type { Compiler } from "./compiler.ts";
import type { Part, Roots } from "./parts.ts";
import type { Variant } from "./variants.ts";

const WARNINGS = [
  ...["-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Wconversion", "-Wstrict-prototypes"],
  ...["-Wmissing-prototypes", "-Wvla", "-Wundef", "-Wformat=2"],
];

/** A command's arguments, and how they read on every machine: paths of this one replaced by names. */
export interface Flags {
  readonly actual: readonly string[];
  readonly portable: string;
}

/** All arguments for compiling a file of this part but its name and the output's. */
export function flagsOf(
  roots: Roots,
  part: Part,
  variant: Variant,
  compiler: Compiler,
  isStrict: boolean,
): Flags {
  const foreign = part.foreignIncludes.flatMap((folder) => ["-isystem", folder]);
  const actual = [
    "-std=c11",
    ...(part.isOurs ? [...WARNINGS, ...(isStrict ? ["-Werror"] : [])] : ["-w"]),
    // Only for #include "…": the core's limits.h is not the C library's.
    ...part.includes.flatMap((folder) => ["-iquote", folder]),
    ...foreign,
    ...part.flags,
    ...variant.flags,
    ...Object.entries(roots).map(
      ([name, folder]) => `-ffile-prefix-map=${folder}=${shownAs(name)}`,
    ),
  ];
  return { actual, portable: portable(roots, [compiler.version, ...actual].join("\n")) };
}

function shownAs(root: string): string {
  return root === "ROOT" ? "." : root.toLowerCase();
}

/** Longest first: the sources of others may be in a folder below ours. */
export function portable(roots: Roots, text: string): string {
  const rows = Object.entries(roots).sort(([, a], [, b]) => b.length - a.length);
  return rows.reduce((all, [name, folder]) => all.replaceAll(folder, `<${name}>`), text);
}
