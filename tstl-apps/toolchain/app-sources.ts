/** An app's own sources, by path relative to the folder that all of them are in; `/` separates. */
export interface AppSources {
  readonly entry: string;
  readonly files: Readonly<Record<string, string>>;
}

/** What the compiler reads besides the app, by absolute path from the repository's root: `/tstl-apps/lib/index.ts`. */
export interface CompilerFiles {
  /** The text, or undefined when there is no such file. */
  read(path: string): string | undefined;
}
