import { inflateSync } from "node:zlib";
import { expect, it } from "vitest";
import { runWorld } from "../support/node-world.ts";
import { compileApp } from "../support/node-world-compile.ts";

const program = compileApp("mandelbrot");

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly palette: Buffer;
  /** A filter byte and the pixels of each row. */
  readonly scanlines: Buffer;
}

/** Reads a PNG and checks everything in it that has a check. */
function decodePng(bytes: Buffer): Picture {
  expect(bytes.subarray(0, 8).toString("latin1")).toBe("\x89PNG\r\n\x1a\n");
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const end = at + 8 + bytes.readUInt32BE(at);
    expect(crcOf(bytes.subarray(at + 4, end))).toBe(bytes.readUInt32BE(end));
    chunks.set(bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, end));
    at = end + 4;
  }
  expect([...chunks.keys()]).toEqual(["IHDR", "PLTE", "IDAT", "IEND"]);
  const header = chunks.get("IHDR") as Buffer;
  expect([...header.subarray(8)]).toEqual([8, 3, 0, 0, 0]);
  return {
    width: header.readUInt32BE(0),
    height: header.readUInt32BE(4),
    palette: chunks.get("PLTE") as Buffer,
    scanlines: inflateSync(chunks.get("IDAT") as Buffer),
  };
}

/** CRC-32, bit by bit. */
function crcOf(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/** Steps to leave the circle of radius 2, by complex arithmetic alone; 0: not within 100. */
function stepsOf(real: number, imaginary: number): number {
  let z: [number, number] = [0, 0];
  for (let n = 0; n <= 100; n++) {
    if (n > 0 && z[0] * z[0] + z[1] * z[1] > 4) return n;
    z = [z[0] * z[0] - z[1] * z[1] + real, 2 * z[0] * z[1] + imaginary];
  }
  return 0;
}

it.each([
  [1, 40],
  [3, 64],
  [8, 61],
])("%i ranks draw the set, %i pixels wide", (size, width) => {
  const results = runWorld(program, { size, args: [String(width)] });
  expect(results.map(({ end }) => end)).toEqual(Array(size).fill("ok"));
  const [file] = results[0]?.files ?? [];
  expect(file?.name).toBe("mandelbrot.png");
  const picture = decodePng(file?.bytes as Buffer);
  const height = Math.ceil(width * 0.75);
  expect([picture.width, picture.height]).toEqual([width, height]);
  expect(picture.scanlines.length).toBe((width + 1) * height);
  for (let y = 0; y < height; y++) checkRow(picture, y);
});

/** Colour 0 is the set; the others grow with the steps. */
function checkRow({ width, height, palette, scanlines }: Picture, y: number): void {
  const row = scanlines.subarray(y * (width + 1), (y + 1) * (width + 1));
  expect(row[0]).toBe(0);
  for (let x = 0; x < width; x++) {
    const n = stepsOf(3 * ((x + 0.5) / width) - 2.25, 2.25 * ((y + 0.5) / height) - 1.125);
    const colour = n === 0 ? 0 : 1 + Math.floor(126 * Math.sqrt((n - 1) / 100));
    expect(row[x + 1], `pixel ${x}, ${y}`).toBe(colour);
    expect(colour * 3 + 2).toBeLessThan(palette.length);
  }
}

it("refuses a wrong width", () => {
  const [first] = runWorld(program, { size: 1, args: ["0"] });
  expect(first?.end).toBe("Error: width: 0 is no whole number 1..2048");
});
