import { expect } from "vitest";
import type { Exercise, ExerciseCase, Outcome } from "./exercise.ts";
import { decodePng, type Picture } from "./png.ts";

export const mandelbrot: Exercise = {
  name: "mandelbrot",
  cases: [
    picture(40, "dynamic"),
    picture(21, "cyclic"),
    picture(20, "block"),
    picture(1, "dynamic"),
  ],
  refuses: [
    [["0"], "width: 0 is no whole number from 1 to 2048"],
    [["9", "dynamic", "0"], "chunk: 0 is no whole number from 1"],
    [["9", "static"], "schedule: static is none of dynamic, cyclic, block"],
  ],
};

function picture(width: number, schedule: string, chunk = 1): ExerciseCase {
  const height = Math.ceil(width * 0.75);
  const check = ({ size, lines, files: [file] }: Outcome) => {
    checkShares(lines, height);
    expect(file?.name).toBe("mandelbrot.png");
    const bytes = file?.bytes as Buffer;
    expect(lines[0]?.[1]).toBe(`mandelbrot.png: ${width} x ${height}, ${bytes.length} bytes`);
    expect(lines.flat()).toHaveLength(size + 1);
    checkPicture(decodePng(bytes), width, height);
  };
  return { args: [String(width), schedule, String(chunk)], check };
}

/** Every row was computed once. */
function checkShares(lines: Outcome["lines"], height: number): void {
  const shares = lines.map(([first], rank) => {
    const told = `rank ${rank} of ${lines.length} has computed `;
    expect(first).toMatch(new RegExp(`^${told}\\d+ of ${height} rows$`));
    return Number.parseInt(first?.slice(told.length) ?? "", 10);
  });
  expect(shares.reduce((sum, share) => sum + share)).toBe(height);
}

function checkPicture(picture: Picture, width: number, height: number): void {
  expect([picture.width, picture.height]).toEqual([width, height]);
  expect(picture.scanlines.length).toBe((width + 1) * height);
  for (let y = 0; y < height; y++) checkRow(picture, y);
}

/** Colour 0 is the set; the others grow with the steps. */
function checkRow({ width, height, palette, scanlines }: Picture, y: number): void {
  const row = [...scanlines.subarray(y * (width + 1), (y + 1) * (width + 1))];
  const expected = [0];
  for (let x = 0; x < width; x++) {
    const n = stepsOf(3 * ((x + 0.5) / width) - 2.25, 2.25 * ((y + 0.5) / height) - 1.125);
    expected.push(n === 0 ? 0 : 1 + Math.floor(126 * Math.sqrt((n - 1) / 100)));
  }
  expect(row, `row ${y}`).toEqual(expected);
  expect(Math.max(...row) * 3 + 2).toBeLessThan(palette.length);
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
