import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { CompilerFiles } from "#toolchain";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The compiler's files from this checkout, each read once. */
export function nodeCompilerFiles(): CompilerFiles {
  const known = new Map<string, string | undefined>();
  return {
    read(path) {
      if (!known.has(path)) known.set(path, readOrUndefined(root + path.slice(1)));
      return known.get(path);
    },
  };
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function readOrUndefined(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The compiler probes for files that need not be there.
    return undefined;
  }
}
