import { expect, test } from "vitest";
import { bytes, count, duration, lineSpeed, percent, perSecond } from "../../web-monitor/format.ts";

test.each([
  [bytes(0), "0 B"],
  [bytes(999), "999 B"],
  [bytes(1_000), "1.0 kB"],
  [bytes(999_999), "1.0 MB"],
  [bytes(16_777_216), "16.8 MB"],
  [bytes(123_456_789), "123 MB"],
  [perSecond(0), "0"],
  [perSecond(0.42), "0.4"],
  [perSecond(997), "1.0k"],
  [perSecond(9_960), "10k"],
  [percent(0.874), "87 %"],
  [duration(410), "410 ms"],
  [duration(2_380), "2.4 s"],
  [duration(59_960), "1 min 0 s"],
  [duration(7_260_000), "2 h 1 min"],
  [count(1_234_567), "1\u202f234\u202f567"],
  [lineSpeed(0), "unlimited line speed"],
  [lineSpeed(5_000_000), "5 Mb/s lines"],
])("%s", (shown, wanted) => {
  expect(shown).toBe(wanted);
});
