/** A map from 32-bit hashes to small numbers in flat arrays: several times faster than `Map`, which boxes such keys. */

/** Open addressing; value 0 means absent. */
export type HashTable = { readonly mask: number; readonly keys: Uint32Array; readonly values: Uint16Array };

/** A table of these entries, values 1 to 65535; a key that comes twice keeps its first value. */
export function hashTable(entries: readonly (readonly [key: number, value: number])[]): HashTable {
  let slots = 16;
  while (slots < 3 * entries.length) slots *= 2;
  const table = { mask: slots - 1, keys: new Uint32Array(slots), values: new Uint16Array(slots) };
  for (const [key, value] of entries) {
    const slot = slotOf(table, key);
    if (table.values[slot] === 0) {
      table.keys[slot] = key;
      table.values[slot] = value;
    }
  }
  return table;
}

/** The value under a key, or 0. */
export function lookUp(table: HashTable, key: number): number {
  return table.values[slotOf(table, key)] as number;
}

function slotOf({ mask, keys, values }: HashTable, key: number): number {
  let slot = (key ^ (key >>> 15)) & mask;
  while (values[slot] !== 0 && keys[slot] !== key) slot = (slot + 1) & mask;
  return slot;
}
