/** Files by their paths, as text. */
export type SourceTree = Map<string, string>;

interface Hunk {
  /** Counted from 1, as the patch says. */
  readonly line: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

interface FilePatch {
  readonly path: string;
  readonly isNew: boolean;
  readonly isRemoved: boolean;
  readonly hunks: readonly Hunk[];
}

/**
 * Applies a unified diff with `a/` and `b/` before its paths. A hunk may have moved up or down, but each of its lines
 * has to be there. Throws an Error that names file, hunk and the line that does not fit; the tree is as it was then.
 */
export function applyPatch(tree: SourceTree, patch: string): void {
  const files = readPatch(patch);
  if (files.length === 0) throw new Error("it changes no file");
  const changed = files.map((file) => [file, patchFile(tree, file)] as const);
  for (const [file, text] of changed) {
    if (file.isRemoved) tree.delete(file.path);
    else tree.set(file.path, text);
  }
}

function readPatch(patch: string): FilePatch[] {
  const lines = patch.split("\n");
  const files: FilePatch[] = [];
  for (let at = 0; at < lines.length; at++) {
    const from = /^--- (?:a\/)?([^\t\r]+)/.exec(lines[at] as string)?.[1];
    const to = /^\+\+\+ (?:b\/)?([^\t\r]+)/.exec(lines[at + 1] ?? "")?.[1];
    if (from === undefined || to === undefined) continue;
    const hunks = readHunks(lines, at + 2);
    if (hunks.length === 0) throw new Error(`it names ${to} and changes nothing there`);
    const [isNew, isRemoved] = [from === "/dev/null", to === "/dev/null"];
    files.push({ path: isRemoved ? from : to, isNew, isRemoved, hunks });
  }
  return files;
}

function readHunks(lines: readonly string[], start: number): Hunk[] {
  const hunks: Hunk[] = [];
  for (let at = start; ; ) {
    const head = /^@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(lines[at] ?? "");
    if (head === null) return hunks;
    const [, line, before = "1", after = "1"] = head;
    const hunk = { line: Number(line), before: [] as string[], after: [] as string[] };
    at++;
    while (hunk.before.length < Number(before) || hunk.after.length < Number(after)) {
      const text = lines[at++];
      if (text === undefined) throw new Error(`it ends within the hunk of line ${line}`);
      const [sign, content] = [text[0] ?? " ", text.slice(1)];
      if (!" +-\\".includes(sign)) throw new Error(`this is no line of a hunk: "${text}"`);
      if (sign === " " || sign === "-") hunk.before.push(content);
      if (sign === " " || sign === "+") hunk.after.push(content);
    }
    if (lines[at]?.startsWith("\\")) at++;
    hunks.push(hunk);
  }
}

function patchFile(tree: SourceTree, { path, isNew, hunks }: FilePatch): string {
  const old = tree.get(path);
  if (isNew !== (old === undefined))
    throw new Error(isNew ? `${path} is there already` : `there is no ${path}`);
  const lines = old === undefined ? [] : old.split("\n");
  let moved = 0;
  hunks.forEach((hunk, i) => {
    const expected = Math.max(0, hunk.line - (hunk.before.length > 0 ? 1 : 0)) + moved;
    const at = findHunk(lines, hunk.before, expected);
    if (at === undefined)
      throw new Error(`hunk ${i + 1} of ${path}: ${misfit(lines, hunk.before, expected)}`);
    lines.splice(at, hunk.before.length, ...hunk.after);
    moved += at - expected + hunk.after.length - hunk.before.length;
  });
  return isNew ? `${lines.join("\n")}\n` : lines.join("\n");
}

/** The place nearest to the one that the patch says. */
function findHunk(lines: readonly string[], wanted: readonly string[], expected: number) {
  const fits = (at: number) =>
    at >= 0 &&
    at + wanted.length <= lines.length &&
    wanted.every((line, i) => lines[at + i] === line);
  for (let off = 0; off <= lines.length; off++) {
    if (fits(expected + off)) return expected + off;
    if (fits(expected - off)) return expected - off;
  }
  return undefined;
}

function misfit(lines: readonly string[], wanted: readonly string[], expected: number): string {
  const first = wanted.findIndex((line, i) => lines[expected + i] !== line);
  const found = lines[expected + first];
  const there = found === undefined ? "the end of the file" : `"${found}"`;
  return `line ${expected + first + 1} should be "${wanted[first]}" and is ${there}`;
}
