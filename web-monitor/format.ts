/** 1536 -> "1.5 kB". Decimal, as memory budgets are told. */
export function bytes(count: number): string {
  const units = ["B", "kB", "MB", "GB"];
  let value = count;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1_000;
    unit += 1;
  }
  return `${unit === 0 || value >= 99.5 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}

/** A rate to read at a glance: 0.4, 7, 1.2k. */
export function perSecond(rate: number): string {
  if (rate >= 9_950) return `${Math.round(rate / 1_000)}k`;
  if (rate >= 995) return `${(rate / 1_000).toFixed(1)}k`;
  if (rate >= 1 || rate === 0) return String(Math.round(rate));
  return rate.toFixed(1);
}

/** 0.874 -> "87 %". */
export function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

/** 83500 ms -> "1 min 24 s". */
export function duration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Thousands apart: 12345 -> "12 345" with a narrow space. */
export function count(value: number): string {
  return String(Math.round(value)).replace(/\B(?=(\d{3})+(?!\d))/g, "\u202f");
}

/** 5000000 -> "5 Mb/s"; 0 is the unlimited model. */
export function lineSpeed(bitsPerSecond: number): string {
  if (bitsPerSecond === 0) return "unlimited line speed";
  if (bitsPerSecond >= 1e6) return `${bitsPerSecond / 1e6} Mb/s lines`;
  return `${bitsPerSecond / 1e3} kb/s lines`;
}
