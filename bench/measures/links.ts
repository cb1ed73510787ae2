import { benchLinks } from "../links.bench.ts";
import type { Row } from "../row.ts";

/** Goodput of the link layer under bit errors, in simulated time. */
export async function links(): Promise<Row[]> {
  return benchLinks();
}
