import { choiceArgument, rank, saveFile, size, wholeArgument } from "vnetos";
import { blockRows } from "./block-rows.ts";
import { colourRow } from "./colour-row.ts";
import { cyclicRows } from "./cyclic-rows.ts";
import { dynamicRows } from "./dynamic-rows.ts";
import { palette } from "./palette.ts";
import { encodePng } from "./png.ts";

const width = wholeArgument(0, "width", { standard: 256, least: 1, most: 2048 });
const schedule = choiceArgument(1, "schedule", ["dynamic", "cyclic", "block"]);
const height = Math.ceil((width * 3) / 4);

let computed = 0;
function compute(y: number): number[] {
  computed++;
  return colourRow(y, width, height);
}

// Three ways to say who computes which row; each brings all rows to rank 0, from the top.
const schedules = { dynamic: dynamicRows, cyclic: cyclicRows, block: blockRows };
const rows = schedules[schedule](height, compute);
console.log(`rank ${rank} of ${size} has computed ${computed} of ${height} rows`);

if (rows !== undefined) {
  const png = encodePng(rows, palette());
  saveFile("mandelbrot.png", png);
  console.log(`mandelbrot.png: ${width} x ${height}, ${png.length} bytes`);
}
