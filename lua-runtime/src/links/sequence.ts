/** The whole frame number nearest to `near` whose low 16 bits are `low`: the wire carries no more than those. */
export function widen(low: number, near: number): number {
  return near + ((((low - near) & 0xffff) ^ 0x8000) - 0x8000);
}
