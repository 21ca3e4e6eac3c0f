/** The one in the middle; of an even number the lower of the two. */
export function median(list: readonly number[]): number {
  return list.toSorted((a, b) => a - b)[Math.floor((list.length - 1) / 2)] ?? Number.NaN;
}
