import { expect, it } from "vitest";
import { CounterTotals } from "#switch";

it("totals go on where 32-bit counters wrap around", () => {
  const totals = new CounterTotals();
  expect(totals.update(3, 0, 0xffff_fff0)).toBe(0xffff_fff0);
  expect(totals.update(3, 0, 0x10)).toBe(0x1_0000_0010);
  expect(totals.update(4, 0, 7)).toBe(7);
  totals.reset();
  expect(totals.update(3, 0, 0x20)).toBe(0x20);
});
