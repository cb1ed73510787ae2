/** The lists from number `start` up to `end`, each sorted, as one sorted list: halves first, then the two. */
export function mergeAll(
  lists: readonly (readonly number[])[],
  start: number,
  end: number,
): readonly number[] {
  if (end - start === 1) return lists[start];
  const middle = Math.floor((start + end) / 2);
  return merge(mergeAll(lists, start, middle), mergeAll(lists, middle, end));
}

function merge(left: readonly number[], right: readonly number[]): number[] {
  const merged: number[] = [];
  let i = 0;
  let k = 0;
  while (i < left.length && k < right.length) {
    if (left[i] <= right[k]) merged.push(left[i++]);
    else merged.push(right[k++]);
  }
  while (i < left.length) merged.push(left[i++]);
  while (k < right.length) merged.push(right[k++]);
  return merged;
}
