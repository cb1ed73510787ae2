import { COLOURS } from "./palette.ts";

// Steps after which a point counts as in the set.
const LIMIT = 100;

/**
 * One row of the picture: the number of a colour for each pixel, 0 within the set. The picture shows the
 * plane from -2.25 - 1.125i to 0.75 + 1.125i.
 */
export function colourRow(y: number, width: number, height: number): number[] {
  const row: number[] = [];
  const imaginary = 2.25 * ((y + 0.5) / height) - 1.125;
  for (let x = 0; x < width; x++) {
    const real = 3 * ((x + 0.5) / width) - 2.25;
    row.push(inMainBodies(real, imaginary) ? 0 : colourOf(steps(real, imaginary)));
  }
  return row;
}

/** How many steps of z = z * z + c it takes to leave the circle of radius 2; 0 when it does not within LIMIT. */
function steps(real: number, imaginary: number): number {
  let a = real;
  let b = imaginary;
  for (let n = 1; n <= LIMIT; n++) {
    const aa = a * a;
    const bb = b * b;
    if (aa + bb > 4) return n;
    b = 2 * a * b + imaginary;
    a = aa - bb + real;
  }
  return 0;
}

/** True within the heart and the disk left of it: most of the set, known without counting. */
function inMainBodies(real: number, imaginary: number): boolean {
  const bb = imaginary * imaginary;
  const q = (real - 0.25) * (real - 0.25) + bb;
  return q * (q + real - 0.25) <= 0.25 * bb || (real + 1) * (real + 1) + bb <= 0.0625;
}

/** Spreads the few steps far from the set over more colours than the many steps near it. */
function colourOf(n: number): number {
  return n === 0 ? 0 : 1 + Math.floor((COLOURS - 2) * Math.sqrt((n - 1) / LIMIT));
}
