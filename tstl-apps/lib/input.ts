import { hooks } from "./kernel/hooks.ts";
import { sleep } from "./time.ts";
import { VnetosError } from "./vnetos-error.ts";

// How often input is looked for while other activities of the program go on, ms.
const LOOK_EVERY_MS = 20;

// What has come of standard input and was not read yet starts at `next`.
let text = "";
let next = 0;
let ended = false;

/**
 * All of standard input (`--input FILE`) that was not read yet; waits for its end. Text is bytes: outside ASCII,
 * `length` and indices count the bytes of UTF-8.
 *
 * ```ts
 * console.log(`${readInput().length} bytes`);
 * ```
 */
export function readInput(): string {
  const parts = [text.substring(next)];
  while (fetch()) parts.push(text);
  next = text.length;
  return parts.join("");
}

/**
 * The next line of standard input without its end (LF or CR LF), or undefined at the end of the input. Waits.
 *
 * ```ts
 * for (let line = readLine(); line !== undefined; line = readLine()) console.log(line);
 * ```
 */
export function readLine(): string | undefined {
  let line = "";
  for (;;) {
    const end = text.indexOf("\n", next);
    line += end < 0 ? text.substring(next) : text.substring(next, end);
    next = end < 0 ? text.length : end + 1;
    if (end >= 0) return line.endsWith("\r") ? line.substring(0, line.length - 1) : line;
    if (!fetch()) return line === "" ? undefined : line;
  }
}

/** Makes the next part of the input `text`. False: there is none. */
function fetch(): boolean {
  if (ended) return false;
  let [part, code, message] = __vnetos.input(hooks.wait === undefined ? -1 : 0);
  while (code === "timeout") {
    sleep(LOOK_EVERY_MS);
    [part, code, message] = __vnetos.input(0);
  }
  if (code !== undefined) throw new VnetosError(code, `input: ${message}`);
  ended = part === undefined;
  text = part ?? "";
  next = 0;
  return !ended;
}
