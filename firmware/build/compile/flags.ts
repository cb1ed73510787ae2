import type { Part, Roots } from "./parts.ts";
import type { Workshop } from "./workshop.ts";

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
export function flagsOf(shop: Workshop, part: Part): Flags {
  const { roots, variant, compiler, isStrict, defines } = shop;
  const maps = Object.entries(roots).map(
    ([name, folder]) => `-ffile-prefix-map=${folder}=${shownAs(name)}`,
  );
  const actual = [
    "-std=c11",
    ...(part.isOurs ? [...WARNINGS, ...(isStrict ? ["-Werror"] : [])] : ["-w"]),
    // Only for #include "…": the core's limits.h is not the C library's.
    ...part.includes.flatMap((folder) => ["-iquote", folder]),
    ...part.foreignIncludes.flatMap((folder) => ["-isystem", folder]),
    ...part.flags,
    ...defines.map((define) => `-D${define}`),
    ...variant.flags,
    ...maps,
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
