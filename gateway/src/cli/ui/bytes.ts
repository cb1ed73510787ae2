const UNITS = ["B", "kB", "MB", "GB", "TB"];

/** 999 B, 1.2 kB, 16 MB: powers of 1,000, two or three digits. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (rounded(value) >= 1_000 && unit < UNITS.length - 1) {
    value /= 1_000;
    unit++;
  }
  return `${unit === 0 ? Math.round(value) : rounded(value)} ${UNITS[unit]}`;
}

/** 0.4 ms, 12 ms, 1.3 s, 45 s, 2 min 5 s, 3 h 20 min, 5 d 1 h. */
export function formatMs(ms: number): string {
  if (rounded(ms) < 1_000) return `${rounded(ms)} ms`;
  if (rounded(ms / 1_000) < 60) return `${rounded(ms / 1_000)} s`;
  const seconds = Math.round(ms / 1_000);
  if (seconds < 3_600) return pair(seconds, 60, "min", "s");
  if (seconds < 86_400) return pair(Math.floor(seconds / 60), 60, "h", "min");
  return pair(Math.floor(seconds / 3_600), 24, "d", "h");
}

/** One place behind the point below ten, none above. */
function rounded(value: number): number {
  return Math.abs(value) < 9.95 ? Math.round(value * 10) / 10 : Math.round(value);
}

function pair(count: number, inOne: number, large: string, small: string): string {
  const rest = count % inOne;
  const whole = `${Math.floor(count / inOne)} ${large}`;
  return rest === 0 ? whole : `${whole} ${rest} ${small}`;
}
