import { rank, readInput, reduce, scatter, size } from "vnetos";
import { type Counts, countWords, merge } from "./counts.ts";
import { report } from "./report.ts";
import { splitText } from "./split-text.ts";

// Rank 0 reads and deals out, every rank counts its share (map), the counts are merged two by two (reduce).
const shares = rank === 0 ? splitText(readInput(), size) : [];
const total = reduce<Counts>(countWords(scatter(shares)), merge);
if (total !== undefined) report(total);
