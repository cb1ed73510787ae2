/** Types of build.mjs, which is plain JavaScript: it runs before anything is built. */

export interface BuildRow {
  readonly name: string;
  readonly source: string;
  readonly skipped?: boolean;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly ms?: number;
}

export interface BuildResult {
  /** False: `dist` was fresh. */
  readonly built: boolean;
  readonly rows: readonly BuildRow[];
}

export const ROOT: string;

export function ensureBuilt(root?: string): Promise<BuildResult>;
