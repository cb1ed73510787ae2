/** Numbers of colours, with 0 for the set itself. */
export const COLOURS = 128;

interface Stop {
  readonly at: number;
  readonly rgb: readonly [number, number, number];
}

// From deep blue, far from the set, over white to amber and dark red at its rim.
const STOPS: readonly Stop[] = [
  { at: 1, rgb: [6, 14, 60] },
  { at: 16, rgb: [24, 82, 178] },
  { at: 34, rgb: [226, 246, 252] },
  { at: 56, rgb: [255, 176, 32] },
  { at: 90, rgb: [150, 30, 20] },
  { at: 127, rgb: [40, 4, 20] },
];

/** Red, green, blue of each colour, 0..255 each, one after the other. */
export function palette(): number[] {
  const bytes = [0, 0, 0];
  for (let i = 1; i < STOPS.length; i++) {
    const from = STOPS[i - 1] as Stop;
    const to = STOPS[i] as Stop;
    for (let colour = from.at; colour < to.at; colour++) {
      mix(bytes, from, to, (colour - from.at) / (to.at - from.at));
    }
  }
  const last = STOPS[STOPS.length - 1] as Stop;
  mix(bytes, last, last, 0);
  return bytes;
}

function mix(bytes: number[], from: Stop, to: Stop, share: number): void {
  for (let i = 0; i < 3; i++) {
    const start = from.rgb[i] as number;
    bytes.push(Math.floor(start + ((to.rgb[i] as number) - start) * share));
  }
}
