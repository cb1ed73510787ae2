import { readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { sha256Of } from "../sources/download.ts";

interface ReadFile {
  readonly digest: string;
  readonly includes: readonly string[];
}

/** Reads each file once and knows what it includes. */
export class IncludeReader {
  private readonly files = new Map<string, ReadFile>();
  private readonly resolved = new Map<string, readonly string[]>();
  private readonly present = new Map<string, boolean>();

  /** The SHA-256 of what is in it. */
  digest(file: string): string {
    return this.read(file).digest;
  }

  /**
   * The file and all that it includes, directly or not, found beside the one that includes or in `folders`: a superset
   * of what a compiler reads, as `#if` is not looked at. The compiler's own headers are in none of these folders.
   */
  closure(file: string, folders: readonly string[]): string[] {
    const found = new Set([file]);
    const context = folders.join("\n");
    for (const one of found)
      for (const path of this.resolve(one, folders, context)) found.add(path);
    return [...found].sort();
  }

  private resolve(file: string, folders: readonly string[], context: string): readonly string[] {
    const key = `${file}\n${context}`;
    const known = this.resolved.get(key);
    if (known !== undefined) return known;
    const places = [dirname(file), ...folders];
    const paths = this.read(file).includes.flatMap((name) => this.find(name, places) ?? []);
    this.resolved.set(key, paths);
    return paths;
  }

  private find(name: string, places: readonly string[]): string | undefined {
    return places.map((place) => join(place, name)).find((path) => this.exists(path));
  }

  private read(file: string): ReadFile {
    const known = this.files.get(file);
    if (known !== undefined) return known;
    const text = readFileSync(file, "utf8");
    const names = text.matchAll(/^[ \t]*#[ \t]*include[ \t]*["<]([^">\n]+)[">]/gm);
    const includes = [...names].map((match) => match[1] as string);
    const read = { digest: sha256Of(Buffer.from(text)), includes };
    this.files.set(file, read);
    return read;
  }

  private exists(file: string): boolean {
    let exists = this.present.get(file);
    if (exists === undefined) {
      exists = statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
      this.present.set(file, exists);
    }
    return exists;
  }
}
