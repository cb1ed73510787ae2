import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";

/** A folder for one test file; the caller removes it. */
export function scratchFolder(): string {
  return mkdtempSync(join(tmpdir(), "vnetos-firmware-"));
}

export function removeFolder(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

export type Texts = Readonly<Record<string, string>>;

export function writeTexts(folder: string, texts: Texts): void {
  for (const [path, text] of Object.entries(texts)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A gzipped ustar archive. */
export function tarball(texts: Texts): Buffer {
  const files = Object.entries(texts).map(([path, text]) => tarFile(path, Buffer.from(text)));
  return gzipSync(Buffer.concat([...files, Buffer.alloc(1024)]));
}

function tarFile(path: string, bytes: Buffer): Buffer {
  const header = Buffer.alloc(512);
  header.write(path, 0);
  header.write(`${bytes.length.toString(8).padStart(11, "0")}\0`, 124);
  header.write("0ustar\0", 156);
  return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

export function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}
