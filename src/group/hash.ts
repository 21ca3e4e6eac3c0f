/** Small hashes for comparing, not for secrets. */

/** One hash of `length` numbers from `start` on, in their order. */
export function hashRun(numbers: ArrayLike<number>, start: number, length: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < start + length; i++) hash = mix(hash, numbers[i] as number);
  return hash;
}

/** Joins a number to a hash; all 32 bits of both count. */
export function mix(hash: number, number: number): number {
  let mixed = Math.imul(hash ^ number, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** 64 bits over a text as 16 hexadecimal digits: the id of a set of pages, stable over runs. */
export function hashText(text: string): string {
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    low = mix(low, unit);
    high = mix(high, unit + 0x10000);
  }
  return [high, low].map((part) => part.toString(16).padStart(8, '0')).join('');
}
