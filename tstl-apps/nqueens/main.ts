import { rank, size, wholeArgument } from "vnetos";
import { farm } from "vnetos/parallel";
import { countFrom } from "./count-from.ts";
import { openings } from "./openings.ts";
import { report } from "./report.ts";

const n = wholeArgument(0, "queens", { standard: 8, least: 1, most: 12 });
const depth = wholeArgument(1, "depth", { standard: Math.min(2, n), least: 1, most: n });

// A task is an opening: queens in the first rows, no two of which attack each other. Whoever is free completes the next
// one. Only rank 0 needs the tasks, and gets the results.
const tasks = rank === 0 ? openings(n, depth) : [];
const results = farm(tasks, (opening) => ({ by: rank, ...countFrom(n, opening) }));
if (results !== undefined) report(n, size, results);
