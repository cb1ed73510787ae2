import { gather, rank, saveFile, size, wholeArgument } from "vnetos";
import { colourRow } from "./colour-row.ts";
import { palette } from "./palette.ts";
import { encodePng } from "./png.ts";

const width = wholeArgument(0, "width", { standard: 256, least: 1, most: 2048 });
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
