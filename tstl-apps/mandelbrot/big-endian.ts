/** A whole number up to 2^32 - 1 as four bytes, the highest first. */
export function bigEndian(value: number): number[] {
  const bytes: number[] = [];
  for (let unit = 16_777_216; unit >= 1; unit /= 256) bytes.push(Math.floor(value / unit) % 256);
  return bytes;
}
