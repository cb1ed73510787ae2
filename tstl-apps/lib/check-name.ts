import { VnetosError } from "./vnetos-error.ts";

const OTHERS = "._-";

/** Throws unless `name` is 1 to 63 letters, digits, `.`, `_`, `-`. `call` names call and argument: `openLock(name)`. */
export function checkName(call: string, name: string): void {
  if (typeof name === "string" && name.length >= 1 && name.length <= 63 && isPlain(name)) return;
  const advice = "give 1 to 63 letters, digits, '.', '_', '-'";
  throw new VnetosError("bad-request", `${call}: "${name}" is no name, ${advice}`);
}

function isPlain(name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const letter = name.charAt(i);
    const lower = letter.toLowerCase();
    const isWord = (lower >= "a" && lower <= "z") || (letter >= "0" && letter <= "9");
    if (!isWord && !OTHERS.includes(letter)) return false;
  }
  return true;
}
