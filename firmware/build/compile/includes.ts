import { readFileSync, statSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** Reads each file once and knows what it includes. */
export class IncludeReader {
  private readonly files = new Map<string, { text: string; includes: string[] }>();
  private readonly present = new Map<string, boolean>();

  text(file: string): string {
    return this.read(file).text;
  }

  /**
   * The file and all that it includes, directly or not, found beside the one that includes or in `folders`: a superset
   * of what a compiler reads, as `#if` is not looked at. The compiler's own headers are in none of these folders.
   */
  closure(file: string, folders: readonly string[]): string[] {
    const found = new Set([file]);
    for (const one of found)
      for (const name of this.read(one).includes) {
        const path = [dirname(one), ...folders]
          .map((folder) => normalize(join(folder, name)))
          .find((candidate) => this.exists(candidate));
        if (path !== undefined) found.add(path);
      }
    return [...found].sort();
  }

  private read(file: string) {
    const known = this.files.get(file);
    if (known !== undefined) return known;
    const text = readFileSync(file, "utf8");
    const names = text.matchAll(/^[ \t]*#[ \t]*include[ \t]*["<]([^">\n]+)[">]/gm);
    const read = { text, includes: [...names].map((match) => match[1] as string) };
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
