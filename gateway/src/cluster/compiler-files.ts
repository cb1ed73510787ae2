import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { packageRoot, packageVersion } from "./package-root.ts";

export const sha256 = (data: string | Uint8Array): string =>
  createHash("sha256").update(data).digest("hex");

/** What the compiler reads: TypeScript's and TypeScriptToLua's libraries, and the library `vnetos`. */
export const compilerFiles = {
  read(path: string): string | undefined {
    try {
      return readFileSync(join(packageRoot, path), "utf8");
    } catch {
      // The compiler probes for files that need not be there.
      return undefined;
    }
  },
};

/** Changes whenever the compiler or the library does: a part of a cached program's name. */
export function compilerFingerprint(): string {
  const lines: string[] = [packageVersion];
  const visit = (folder: string) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) visit(path);
      else {
        const { mtimeMs, size } = statSync(path);
        lines.push(`${entry.name} ${mtimeMs} ${size}`);
      }
    }
  };
  visit(join(packageRoot, "tstl-apps/lib"));
  visit(join(packageRoot, "tstl-apps/toolchain"));
  return sha256(lines.join("\n"));
}
