import { measureGoodput } from "../test/support/simulation-goodput.ts";

/** Goodput between two simulated boards on 5 Mb/s lines, by bit error rate. */
export function benchLinks(): void {
  for (const links of [1, 2] as const) {
    for (const noisy of ["one", "all"] as const) {
      for (const ber of [0, 1e-5, 1e-4, 1e-3]) {
        const seeds = [1, 2, 3];
        const t0 = performance.now();
        const results = seeds.map((seed) =>
          measureGoodput({ seed, ber, noisy, links, messageBytes: 4_096, forMs: 2_000 }),
        );
        console.log(
          links,
          noisy,
          ber,
          results.map((r) => (100 * r.ofLineRate).toFixed(1)).join(" "),
          results.map((r) => r.wrong),
          results.map((r) => r.retries),
          (performance.now() - t0).toFixed(0),
        );
      }
    }
  }
}
