/** A file of an archive; its name is a path with `/`. */
export interface ArchivedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const BLOCK_BYTES = 512;

/** The regular files of a tar archive (ustar, GNU and pax names); links and folders are passed over. */
export function* untar(archive: Uint8Array): Generator<ArchivedFile> {
  let longName: string | undefined;
  for (let at = 0; at + BLOCK_BYTES <= archive.length && archive[at] !== 0; ) {
    const header = archive.subarray(at, at + BLOCK_BYTES);
    const size = Number.parseInt(text(header, 124, 12).trim() || "0", 8);
    const start = at + BLOCK_BYTES;
    const bytes = archive.subarray(start, start + size);
    if (!Number.isSafeInteger(size) || bytes.length < size)
      throw new Error("the tar archive is damaged");
    at = start + Math.ceil(size / BLOCK_BYTES) * BLOCK_BYTES;
    const type = String.fromCharCode(header[156] as number);
    if (type === "L") longName = text(bytes, 0, size);
    else if (type === "x") longName = paxPath(bytes) ?? longName;
    else if (type !== "g") {
      if (type === "0" || type === "\0") yield { path: longName ?? headerPath(header), bytes };
      longName = undefined;
    }
  }
}

function headerPath(header: Uint8Array): string {
  const prefix = text(header, 257, 5) === "ustar" ? text(header, 345, 155) : "";
  return prefix === "" ? text(header, 0, 100) : `${prefix}/${text(header, 0, 100)}`;
}

/** Records are `LENGTH KEY=VALUE\n`. */
function paxPath(bytes: Uint8Array): string | undefined {
  return /^\d+ path=(.*)$/m.exec(text(bytes, 0, bytes.length))?.[1];
}

function text(bytes: Uint8Array, start: number, length: number): string {
  const field = bytes.subarray(start, start + length);
  const end = field.indexOf(0);
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end));
}
