import { choiceArgument, gather, rank, saveFile, size, wholeArgument } from "vnetos";
import { parallelFor } from "vnetos/parallel";
import { colourRow } from "./colour-row.ts";
import { palette } from "./palette.ts";
import { encodePng } from "./png.ts";

const width = wholeArgument(0, "width", { standard: 256, least: 1, most: 2048 });
const schedule = choiceArgument(1, "schedule", ["dynamic", "cyclic", "block"]);
const chunk = wholeArgument(2, "chunk", { standard: 1, least: 1 });
const height = Math.ceil((width * 3) / 4);

// Every row is computed by one of the ranks; which one, the schedule decides.
const mine: { readonly y: number; readonly colours: number[] }[] = [];
const compute = (y: number) => {
  mine.push({ y, colours: colourRow(y, width, height) });
};
parallelFor(height, compute, { schedule, chunk });
console.log(`rank ${rank} of ${size} has computed ${mine.length} of ${height} rows`);

const shares = gather(mine);
if (shares !== undefined) {
  const rows = shares.flat().sort((a, b) => a.y - b.y);
  const colours = rows.map((row) => row.colours);
  const png = encodePng(colours, palette());
  saveFile("mandelbrot.png", png);
  console.log(`mandelbrot.png: ${width} x ${height}, ${png.length} bytes`);
}
