/** Short names for the local variables of Lua: none shadows another that is visible, siblings share. */
export class LocalNames {
  /** Visible names, innermost last. */
  readonly #visible: { readonly name: string; readonly short: string; used: boolean }[] = [];
  #labels = new Map<string, string>();

  /** Names that `inside` declares end with it. */
  within(inside: () => void): void {
    const { length } = this.#visible;
    inside();
    this.#visible.length = length;
  }

  /** Labels are those of one function. */
  withinFunction(inside: () => void): void {
    const labels = this.#labels;
    this.#labels = new Map();
    this.within(inside);
    this.#labels = labels;
  }

  declare(name: string): string {
    const short = shortName(this.#visible.length);
    this.#visible.push({ name, short, used: false });
    return short;
  }

  /** Declares a name that Lua itself gives. */
  keep(name: string): void {
    this.#visible.push({ name, short: name, used: true });
  }

  of(name: string): string | undefined {
    const found = this.#visible.findLast((each) => each.name === name);
    if (found) found.used = true;
    return found?.short;
  }

  /** Whether somebody has asked for the visible variable whose short name that is. */
  isUsed(short: string): boolean {
    return this.#visible.some((each) => each.short === short && each.used);
  }

  label(name: string): string {
    const known = this.#labels.get(name) ?? shortName(this.#labels.size);
    this.#labels.set(name, known);
    return known;
  }
}

const FIRST = "abcdefghijklmnopqrstuvwxyz";
const REST = `${FIRST}${FIRST.toUpperCase()}0123456789_`;
/** Words of Lua, and its libraries of two letters. */
const TAKEN: ReadonlySet<string> = new Set(["do", "if", "in", "or", "io", "os"]);
const NAMES: readonly string[] = [
  ...FIRST,
  ...[...FIRST].flatMap((first) => [...REST].map((rest) => first + rest)),
].filter((name) => !TAKEN.has(name));

function shortName(index: number): string {
  const name = NAMES[index];
  if (name === undefined) throw new Error(`no short name number ${index}`);
  return name;
}
