import { NAME_PATTERN, VnetosError } from "#protocol";

const PLACE = "{n}";

/** @throws VnetosError `bad-request` */
export function checkNamePattern(pattern: string, boards: number | undefined): void {
  if (!NAME_PATTERN.test(pattern.replace(PLACE, "100")))
    throw new VnetosError(
      "bad-request",
      `name "${pattern}": 1..63 letters, digits, . _ - and one {n} for a number, as in b{n}`,
    );
  if (!pattern.includes(PLACE) && boards !== 1)
    throw new VnetosError(
      "bad-request",
      `name "${pattern}": several boards need a {n} in it for their numbers, as in ${pattern}{n}`,
    );
}

/**
 * A name for each board: the one that it has, if that fits the pattern; else the lowest number that is free.
 * `taken` are names of boards that are not among these.
 */
export function boardNames(
  pattern: string,
  former: readonly (string | undefined)[],
  taken: ReadonlySet<string>,
): string[] {
  if (!pattern.includes(PLACE)) return former.map(() => pattern);
  const used = new Set(taken);
  const kept = former.map((name) => {
    const keeps = name !== undefined && fits(pattern, name) && !used.has(name);
    if (keeps) used.add(name);
    return keeps ? name : undefined;
  });
  let number = 0;
  return kept.map((name) => {
    if (name !== undefined) return name;
    while (used.has(pattern.replace(PLACE, String(number)))) number++;
    return pattern.replace(PLACE, String(number++));
  });
}

function fits(pattern: string, name: string): boolean {
  const [before = "", after = ""] = pattern.split(PLACE);
  const middle = name.slice(before.length, name.length - after.length);
  const isWhole = name === `${before}${middle}${after}`;
  return isWhole && /^(0|[1-9]\d{0,5})$/.test(middle);
}
