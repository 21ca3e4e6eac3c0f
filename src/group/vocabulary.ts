/** Numbers for stems, 0, 1, 2 ... in the order in which they come: what is kept by stem then lies in flat arrays. */

/** Open addressing; numbers are one too high, 0 is an empty slot. */
type Slots = { readonly keys: Uint32Array; readonly numbers: Uint32Array };

/** The stems of a collection. */
export type Vocabulary = {
  /** The number of this stem hash, a new one when it never came before. */
  readonly numberOf: (hash: number) => number;
  /** By number: the stem hash. */
  readonly hashes: () => Uint32Array;
};

/** A vocabulary without stems. */
export function emptyVocabulary(): Vocabulary {
  let slots = emptySlots(1 << 12);
  let count = 0;
  const numberOf = (hash: number): number => {
    if (2 * count >= slots.keys.length) slots = grown(slots);
    const slot = slotOf(slots, hash);
    if (slots.numbers[slot] === 0) {
      slots.keys[slot] = hash;
      slots.numbers[slot] = ++count;
    }
    return (slots.numbers[slot] as number) - 1;
  };
  return { numberOf, hashes: () => hashesOf(slots, count) };
}

const emptySlots = (length: number): Slots => ({ keys: new Uint32Array(length), numbers: new Uint32Array(length) });

function hashesOf({ keys, numbers }: Slots, count: number): Uint32Array {
  const hashes = new Uint32Array(count);
  numbers.forEach((number, slot) => {
    if (number !== 0) hashes[number - 1] = keys[slot] as number;
  });
  return hashes;
}

function grown({ keys, numbers }: Slots): Slots {
  const larger = emptySlots(4 * keys.length);
  for (let at = 0; at < keys.length; at++) {
    if (numbers[at] === 0) continue;
    const slot = slotOf(larger, keys[at] as number);
    larger.keys[slot] = keys[at] as number;
    larger.numbers[slot] = numbers[at] as number;
  }
  return larger;
}

function slotOf({ keys, numbers }: Slots, key: number): number {
  const mask = keys.length - 1;
  let slot = (Math.imul(key, 0x9e3779b1) >>> 7) & mask;
  while (numbers[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
  return slot;
}
