/**
 * Many short lists of numbers, laid end to end in a few large blocks. A hundred thousand buffers of their own would cost
 * the garbage collector more than the search does; blocks hold no references, and it passes over them.
 */

type Numbers<List> = {
  readonly length: number;
  readonly set: (list: ArrayLike<number>, at: number) => void;
  readonly subarray: (from: number, to: number) => List;
};

/** Lengths of the first block and of the largest ones, in numbers. */
const FIRST = 1 << 12;
const LARGEST = 1 << 18;

/** A shelf: copies a list into a block of its own and gives a view of the copy. */
export function shelf<List extends Numbers<List>>(allocate: (length: number) => List): (list: List) => List {
  const empty = allocate(0);
  let block = allocate(FIRST);
  let used = 0;
  return (list) => {
    if (list.length === 0) return empty;
    if (used + list.length > block.length) {
      block = allocate(Math.max(Math.min(2 * block.length, LARGEST), list.length));
      used = 0;
    }
    const from = used;
    block.set(list as unknown as ArrayLike<number>, from);
    used += list.length;
    return block.subarray(from, used);
  };
}
