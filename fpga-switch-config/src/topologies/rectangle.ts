/**
 * The rectangle nearest to a square that has exactly this many places; rows <= columns.
 * A prime number gives one row.
 */
export function rectangle(places: number): { readonly rows: number; readonly columns: number } {
  let rows = Math.max(1, Math.floor(Math.sqrt(places)));
  while (places % rows !== 0) rows -= 1;
  return { rows, columns: places / rows };
}
