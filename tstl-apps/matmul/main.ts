import { gather, rank, scatter, wholeArgument } from "vnetos";
import { cannon } from "./cannon.ts";
import { cutIntoBlocks, joinBlocks } from "./cut-into-blocks.ts";
import { theGrid } from "./grid.ts";
import { randomMatrix } from "./matrix.ts";
import { report } from "./report.ts";

const n = wholeArgument(0, "size", { standard: 30, least: 1, most: 200 });
const seed = wholeArgument(1, "seed", { standard: 1, least: 0, most: 2_147_483_645 });

// 1. Rank 0 draws the matrices, cuts them, and deals the blocks out. Boards beside the grid get empty ones.
const left = rank === 0 ? randomMatrix(n, seed, 0) : [];
const right = rank === 0 ? randomMatrix(n, seed, 1) : [];
const a = scatter(rank === 0 ? cutIntoBlocks(left, "left") : []);
const b = scatter(rank === 0 ? cutIntoBlocks(right, "up") : []);

// 2. The boards of the grid multiply; the others rest.
const grid = theGrid();
if (grid === undefined) console.log("beside the grid: nothing to do");
const c = grid === undefined ? [] : cannon(grid, a, b);

// 3. Rank 0 puts the product together.
const blocks = gather(c);
if (blocks !== undefined) report(left, right, joinBlocks(blocks, n));
