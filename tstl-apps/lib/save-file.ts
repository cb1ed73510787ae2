import { base64 } from "./base64.ts";
import { granted } from "./granted.ts";
import { VnetosError } from "./vnetos-error.ts";

// Bytes in a part of a file: a multiple of 3, so that only the last part has padding.
const PART_BYTES = 12_288;

/**
 * Gives a file to the person who started the run: it appears in the run's output folder (`vnetos run --out`).
 *
 * @param name A plain file name, for example `"picture.png"`: no folders.
 * @param content Text, or bytes as numbers 0..255.
 * @throws VnetosError `bad-request` for a wrong name or a number that is no byte.
 *
 * ```ts
 * saveFile("result.csv", "rank,hits\n0,17\n");
 * ```
 */
export function saveFile(name: string, content: string | readonly number[]): void {
  if (name === "" || name.indexOf("/") >= 0 || name.indexOf("\\") >= 0) {
    throw new VnetosError("bad-request", `saveFile(name): "${name}" is no plain file name`);
  }
  const bytes = typeof content === "string" ? bytesOf(content) : checked(content);
  let start = 0;
  do {
    const end = Math.min(start + PART_BYTES, bytes.length);
    const part = base64(bytes, start, end);
    const [taken, code, message] = __vnetos.file(name, part, end === bytes.length);
    granted("saveFile", taken, code, message);
    start = end;
  } while (start < bytes.length);
}

function bytesOf(text: string): number[] {
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) bytes.push(text.charCodeAt(i));
  return bytes;
}

function checked(bytes: readonly number[]): readonly number[] {
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte >= 0 && byte < 256 && byte % 1 === 0) continue;
    throw new VnetosError("bad-request", `saveFile(content): content[${i}] is ${byte}, no byte`);
  }
  return bytes;
}
