import { describe, expect, test } from "vitest";
import { cableCurve, chordCurve, pointOn } from "../../web-monitor/picture/curves.ts";
import { layOut } from "../../web-monitor/picture/geometry.ts";
import { heatScale, heatStep } from "../../web-monitor/picture/heat.ts";
import { linkStateOf } from "../../web-monitor/picture/link-state.ts";
import { Track } from "../../web-monitor/picture/track.ts";
import { fakeLink, fakeNode } from "../support/fake-gateway-views.ts";

describe("layout", () => {
  test.each([
    [1, 900, 600],
    [2, 900, 600],
    [5, 700, 500],
    [8, 850, 560],
    [8, 1230, 830],
    [8, 380, 600],
  ])(
    "%i boards in %i x %i stay inside, apart from each other and from the switch",
    (boards, width, height) => {
      const { seats, centre, radius } = layOut(width, height, boards);
      expect(seats).toHaveLength(boards);
      for (const { card } of seats) {
        expect(card.x).toBeGreaterThanOrEqual(0);
        expect(card.x + card.width).toBeLessThanOrEqual(width);
        expect(card.y).toBeGreaterThanOrEqual(-0.01);
        expect(card.y + card.height).toBeLessThanOrEqual(height + 0.01);
        const gap = Math.min(Math.abs(card.x - centre.x), Math.abs(card.x + card.width - centre.x));
        expect(gap).toBeGreaterThan(radius);
      }
      for (const side of ["left", "right"] as const) {
        const tops = seats.filter((seat) => seat.side === side).map(({ card }) => card.y);
        const sorted = tops.toSorted((a, b) => a - b);
        const height = seats[0]?.card.height ?? 0;
        sorted.slice(1).forEach((top, n) => {
          expect(top - (sorted[n] ?? 0)).toBeGreaterThan(height);
        });
      }
    },
  );

  test("boards are numbered as a chip's pins: down the left, up the right", () => {
    const { seats } = layOut(900, 600, 8);
    expect(seats.map(({ side }) => side[0]).join("")).toBe("llllrrrr");
    expect(seats[3]?.card.y).toBeGreaterThan(seats[0]?.card.y ?? 0);
    expect(seats[7]?.card.y).toBe(seats[0]?.card.y);
  });

  test("a board's two links do not cross: link 0 is the upper one at both ends", () => {
    for (const { links } of layOut(900, 600, 8).seats.slice(1, 3)) {
      expect(links[0].card.y).toBeLessThan(links[1].card.y);
      expect(links[0].pin.y).toBeLessThan(links[1].pin.y);
    }
  });
});

describe("a message's way", () => {
  test("leads from the one card through the switch to the other, without a jump", () => {
    const layout = layOut(900, 600, 8);
    const [a, b] = [layout.seats[0], layout.seats[5]];
    if (!a || !b) throw new Error("no seats");
    const back = [...cableCurve(b.links[0], layout)].reverse() as unknown as ReturnType<
      typeof cableCurve
    >;
    const track = new Track([
      cableCurve(a.links[0], layout),
      chordCurve(layout, a.angle, b.angle),
      back,
    ]);
    expect(track.at(0)).toEqual(a.links[0].card);
    expect(track.at(1)).toEqual(b.links[0].card);
    const steps = Array.from({ length: 200 }, (_, n) => track.at(n / 200));
    steps.slice(1).forEach((point, n) => {
      const before = steps[n] ?? point;
      expect(Math.hypot(point.x - before.x, point.y - before.y)).toBeLessThan(track.length / 100);
    });
  });

  test("begins and ends where its curve does", () => {
    const curve = [
      { x: 0, y: 0 },
      { x: 1, y: 5 },
      { x: 9, y: 5 },
      { x: 10, y: 0 },
    ] as const;
    expect(pointOn(curve, 0)).toEqual(curve[0]);
    expect(pointOn(curve, 1)).toEqual(curve[3]);
  });
});

describe("heat", () => {
  test("is 0 for an empty queue only, and full at the fullest", () => {
    const scale = heatScale([0, 9_000, 300]);
    expect(heatStep(0, scale)).toBe(0);
    expect(heatStep(1, scale)).toBe(1);
    expect(heatStep(9_000, scale)).toBe(5);
    expect(heatStep(100, heatScale([100]))).toBe(1);
  });
});

describe("a link's state", () => {
  const sound = { cut: false, ber: 0, loss: 0, delayMs: 0 };
  const view = (faults: Partial<typeof sound>) => ({
    node: "b0",
    link: 0,
    switchPort: 0,
    faults: { ...sound, ...faults },
  });

  test.each([
    ["up", fakeNode(0), view({}), undefined],
    ["up", fakeNode(0), undefined, { out: 5, in: 5, bad: 0 }],
    ["cut", fakeNode(0, { state: "lost" }), view({ cut: true }), undefined],
    ["down", fakeNode(0, { state: "lost" }), view({}), undefined],
    ["down", fakeNode(0, { links: [fakeLink({ up: false })] }), view({}), undefined],
    ["noisy", fakeNode(0), view({ ber: 1e-4 }), undefined],
    ["noisy", fakeNode(0), view({ loss: 0.1 }), undefined],
    ["noisy", fakeNode(0), view({}), { out: 5, in: 5, bad: 2 }],
  ] as const)("%s", (state, node, faults, rate) => {
    expect(linkStateOf(node, 0, faults, rate)).toBe(state);
  });
});
