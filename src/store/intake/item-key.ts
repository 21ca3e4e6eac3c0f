/** What an item is called by its source. */
import { isStorable } from '../content.ts';

/** PostgreSQL indexes up to 2,700 bytes, the source's id included. */
const LONGEST = 2000;

/** Whether an item can be known by this key. */
export function isKey(key: string): boolean {
  return Buffer.byteLength(key) <= LONGEST && isStorable(key);
}

/** One text for both: ids of sources have no line breaks. */
export function itemName({ source, key }: { readonly source: string; readonly key: string }): string {
  return `${source}\n${key}`;
}
