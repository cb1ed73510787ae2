import { measureGoodput } from "../test/support/simulation-goodput.ts";
import type { Row } from "./row.ts";

const TARGETS = new Map([
  [0, undefined],
  [1e-5, ">= 85 %"],
  [1e-4, ">= 75 %"],
  [1e-3, ">= 40 %"],
]);
const SEEDS = [1, 2, 3];

/**
 * Goodput between two simulated boards on 5 Mb/s lines, in simulated time: bytes of messages of what the used links
 * carry in raw bytes. Every frame meets the bit errors once, on the sender's cable; with both cables noisy, twice.
 */
export function benchLinks(): Row[] {
  const rows: Row[] = [];
  for (const links of [1, 2] as const) {
    for (const noisy of ["one", "all"] as const) {
      for (const [ber, target] of TARGETS) {
        const value = medianGoodput({ links, noisy, ber });
        const where = noisy === "one" ? "one cable" : "both cables";
        const row = {
          id: `links.goodput.${links}.${noisy}.${ber}`,
          what: `goodput, ${links} link${links === 1 ? "" : "s"}, bit errors ${ber} on ${where}`,
          value: 100 * value,
          unit: "%",
        };
        const isTarget = links === 1 && noisy === "one" && target !== undefined;
        rows.push(isTarget ? { ...row, target } : row);
      }
    }
  }
  return rows;
}

function medianGoodput(line: { links: 1 | 2; noisy: "one" | "all"; ber: number }): number {
  const results = SEEDS.map((seed) =>
    measureGoodput({ ...line, seed, messageBytes: 4_096, forMs: 1_000 }),
  );
  const wrong = results.reduce((sum, result) => sum + result.wrong, 0);
  if (wrong > 0) throw new Error(`${wrong} wrong messages at bit errors ${line.ber}`);
  return results.map(({ ofLineRate }) => ofLineRate).sort((a, b) => a - b)[1] ?? 0;
}
