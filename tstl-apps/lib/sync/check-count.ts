import { VnetosError } from "../vnetos-error.ts";

/** Throws unless `count` is a whole number `least`..`most`. `call` names call and argument: `openSemaphore(permits)`. */
export function checkCount(call: string, count: number, least: number, most: number): void {
  if (typeof count === "number" && count >= least && count <= most && count % 1 === 0) return;
  const range = `${least}..${most}`;
  throw new VnetosError("bad-request", `${call}: ${count} is out of range, give ${range}`);
}
