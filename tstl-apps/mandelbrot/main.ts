import { args, gather, rank, saveFile, size } from "vnetos";
import { colourRow } from "./colour-row.ts";
import { palette } from "./palette.ts";
import { encodePng } from "./png.ts";

const width = Number(args[0] ?? 256);
if (!(width >= 1 && width <= 2048 && width % 1 === 0))
  throw new Error(`width: ${args[0]} is no whole number 1..2048`);
const height = Math.ceil((width * 3) / 4);

// Rows near the middle are much more work than those at the edges: dealt out in turn, every rank gets some of each.
const mine: number[][] = [];
for (let y = rank; y < height; y += size) mine.push(colourRow(y, width, height));
console.log(`computed ${mine.length} of ${height} rows`);

const shares = gather(mine);
if (shares !== undefined) {
  const rows: number[][] = [];
  for (let y = 0; y < height; y++) {
    const share = shares[y % size] as number[][];
    rows.push(share[Math.floor(y / size)] as number[]);
  }
  const png = encodePng(rows, palette());
  saveFile("mandelbrot.png", png);
  console.log(`mandelbrot.png: ${width} x ${height}, ${png.length} bytes`);
}
